import { Text, View } from '@tarojs/components'
import type { Allows } from '@/features/staff'
import { openWay, type DeskLine, type EntryLine } from '@/merchant/entry'
import { Card, Icon } from '@/ui'
import { allowed, useLine } from './allowed'

/** What stopped and what differs, a line each, and below that the books agree; no card without a line. */
export function Lines({ allows }: { allows: Allows }) {
  const lines = allowed(allows).flatMap(({ lines, open }) => lines.map((line) => ({ line, open })))
  return <Said lines={lines} said={[]} />
}

interface Placed {
  line: EntryLine
  open: () => void
}
type Told = DeskLine & Placed

/** Asks one line after the other and hands on what was said: the card is there when there is something. */
function Said({ lines: [next, ...rest], said }: { lines: Placed[]; said: Told[] }) {
  if (next) return <Asked placed={next} rest={rest} said={said} />
  if (said.length === 0) return null
  const rows = [...said].sort((one, other) => Number(one.calm ?? false) - Number(other.calm ?? false))
  return (
    <Card padding="snug">
      {rows.map((told) => (
        <Row key={told.line.call} {...told} />
      ))}
    </Card>
  )
}

function Asked({ placed, rest, said }: { placed: Placed; rest: Placed[]; said: Told[] }) {
  const told = useLine(placed.line)
  return <Said lines={rest} said={told ? [...said, { ...told, ...placed }] : said} />
}

function Row({ title, text, calm, to, open }: Told) {
  return (
    <View
      className="p-merchant__line"
      hoverClass="u-press"
      role="button"
      onClick={to ? () => openWay(to) : open}
    >
      <View className={calm ? 'p-merchant__ok' : 'p-merchant__dot'}>
        {calm && <Icon name="check" size={12} />}
      </View>
      <View className="u-grow">
        <Text className={calm ? 'u-14 u-b' : 'u-15'}>{title}</Text>
        {text !== undefined && <View className="u-12 u-c2">{text}</View>}
      </View>
      <Icon name="chev" size={14} />
    </View>
  )
}
