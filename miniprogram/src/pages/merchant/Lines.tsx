import { Text, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import type { Allows } from '@/features/staff'
import type { EntryLine } from '@/merchant/entry'
import { Card, Icon } from '@/ui'
import { allowed, useLine } from './allowed'

/** What stopped and what differs, a line each, and whether the books agree; no card without a line. */
export function Lines({ allows }: { allows: Allows }) {
  const lines = allowed(allows).flatMap(({ lines, open }) => lines.map((line) => ({ line, open })))
  return <Said lines={lines} said={[]} />
}

interface Placed {
  line: EntryLine
  open: () => void
}

/** Asks for one line after the other and hands on what was said, so that the card is there when there is something. */
function Said({ lines: [next, ...rest], said }: { lines: Placed[]; said: ReactNode[] }) {
  if (next) return <Asked {...next} rest={rest} said={said} />
  return said.length > 0 ? <Card padding="snug">{said}</Card> : null
}

function Asked({ line, open, rest, said }: Placed & { rest: Placed[]; said: ReactNode[] }) {
  const told = useLine(line)
  if (!told) return <Said lines={rest} said={said} />
  const { title, text, calm } = told
  const row = (
    <View key={line.call} className="p-merchant__line" hoverClass="u-press" role="button" onClick={open}>
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
  return <Said lines={rest} said={[...said, row]} />
}
