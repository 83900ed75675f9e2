import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../base/Icon'
import { Picture } from '../base/Picture'
import { cx } from '../cx'
import { Sheet } from '../overlay/Sheet'
import './PictureInput.scss'
import './SelectInput.scss'

/** A picture on its way: what shows it meanwhile. */
export interface PickedPicture {
  address: string
}

export interface PictureInputProps<P extends PickedPicture> {
  /** The pictures that are there, the main one first. */
  value: readonly string[]
  /** Is told the change, since several arrive at once. */
  onChange: (change: (now: readonly string[]) => readonly string[]) => void
  most: number
  /** Has the user choose; none when they broke it off. */
  choose: (most: number) => Promise<readonly P[]>
  /** Brings one to where it stays. Rejects with an error whose message is for the user. */
  upload: (picked: P) => Promise<string>
  /** How many are on their way, or did not arrive. */
  onPending?: (pending: number) => void
  disabled?: boolean
}

interface Going<P> {
  id: number
  picked: P
  /** Why it did not arrive. */
  failed?: string
}

/** Square pictures in rows of four, and a place to add one. A tap on one offers what can be done with it. */
export function PictureInput<P extends PickedPicture>({
  value,
  onChange,
  most,
  choose,
  upload,
  onPending,
  disabled,
}: PictureInputProps<P>) {
  const [going, setGoing] = useState<readonly Going<P>[]>([])
  const [asked, setAsked] = useState<Asked>()
  const [open, setOpen] = useState(false)
  const ids = useRef(0)
  const room = most - value.length - going.length
  useEffect(() => onPending?.(going.length), [onPending, going.length])

  const drop = (id: number) => setGoing((now) => now.filter((one) => one.id !== id))
  const send = async ({ id, picked }: Going<P>) => {
    try {
      const picture = await upload(picked)
      drop(id)
      // One that is there already is not there twice.
      onChange((now) => (now.includes(picture) ? now : [...now, picture]))
    } catch (error) {
      const failed = error instanceof Error ? error.message : '没有传上'
      setGoing((now) => now.map((one) => (one.id === id ? { ...one, failed } : one)))
    }
  }
  const add = async () => {
    const picked = (await choose(room)).slice(0, room)
    const fresh = picked.map((one) => ({ id: (ids.current += 1), picked: one }))
    setGoing((now) => [...now, ...fresh])
    // One after the other: they share one line to the server.
    for (const one of fresh) await send(one)
  }
  const ask = (about: Asked) => {
    setAsked(about)
    setOpen(true)
  }
  const again = (one: Going<P>) => {
    setGoing((now) => now.map((other) => (other.id === one.id ? { id: one.id, picked: one.picked } : other)))
    void send(one)
  }

  return (
    <View className="ui-pictures">
      {value.map((picture, at) => (
        <View
          key={picture}
          className="ui-pictures__place"
          {...tile(nameOf(at, most), disabled ? undefined : () => ask({ picture }))}
        >
          <Picture src={picture} eager />
          {at === 0 && most > 1 && <View className="ui-pictures__main">主图</View>}
        </View>
      ))}
      {going.map((one) => (
        <View
          key={one.id}
          className={cx('ui-pictures__place', one.failed !== undefined && 'ui-pictures__place--failed')}
          {...tile(
            one.failed === undefined ? '正在上传的图' : '没传上的图',
            one.failed === undefined ? undefined : () => ask({ going: one.id }),
          )}
        >
          <Picture src={one.picked.address} eager />
          <View className="ui-pictures__veil">
            {one.failed === undefined ? (
              <>
                <View className="ui-pictures__spin" />
                <View>上传中</View>
              </>
            ) : (
              <>
                <Icon name="warn" size={18} />
                <View>点一下重试</View>
              </>
            )}
          </View>
        </View>
      ))}
      {room > 0 && !disabled && (
        <View className="ui-pictures__place">
          <View
            className="ui-pictures__add"
            role="button"
            aria-label="加图"
            hoverClass="u-press"
            onClick={() => void add()}
          >
            <View className="ui-pictures__add-in">
              <Icon name="camera" size={22} />
              <View>加图</View>
            </View>
          </View>
        </View>
      )}
      <Acts
        open={open}
        onClose={() => setOpen(false)}
        {...actsOf(asked, value, going, { onChange, again, drop })}
      />
    </View>
  )
}

/** Of a single one nothing is the main one. */
const nameOf = (at: number, most: number): string =>
  most === 1 ? '选好的图' : at === 0 ? '主图' : `第 ${at + 1} 张图`

/** A place that can be tapped, or only be seen. */
const tile = (name: string, onClick: (() => void) | undefined) => ({
  'aria-label': name,
  ...(onClick ? { role: 'button', onClick } : {}),
})

/** Which one was tapped. */
type Asked = { picture: string; going?: never } | { going: number; picture?: never }

interface Act {
  label: string
  run: () => void
  danger?: boolean
}

function actsOf<P extends PickedPicture>(
  asked: Asked | undefined,
  value: readonly string[],
  going: readonly Going<P>[],
  to: Pick<PictureInputProps<P>, 'onChange'> & { again: (one: Going<P>) => void; drop: (id: number) => void },
): { title: string; acts: Act[] } {
  const { picture } = asked ?? {}
  if (picture !== undefined) {
    const at = value.indexOf(picture)
    const others = (now: readonly string[]) => now.filter((one) => one !== picture)
    const before = (now: readonly string[]) => {
      const rest = others(now)
      const place = Math.max(0, now.indexOf(picture) - 1)
      return [...rest.slice(0, place), picture, ...rest.slice(place)]
    }
    return {
      title: at === 0 ? '这张图' : nameOf(at, value.length),
      acts: [
        ...(at > 0
          ? [{ label: '设为主图', run: () => to.onChange((now) => [picture, ...others(now)]) }]
          : []),
        ...(at > 1 ? [{ label: '往前挪一位', run: () => to.onChange(before) }] : []),
        { label: '删除', danger: true, run: () => to.onChange(others) },
      ],
    }
  }
  const failed = going.find(({ id }) => id === asked?.going)
  if (!failed) return { title: '图片', acts: [] }
  return {
    title: failed.failed ?? '图片',
    acts: [
      { label: '再传一次', run: () => to.again(failed) },
      { label: '不要这张', danger: true, run: () => to.drop(failed.id) },
    ],
  }
}

function Acts({
  open,
  onClose,
  title,
  acts,
}: {
  open: boolean
  onClose: () => void
  title: string
  acts: Act[]
}) {
  return (
    <Sheet open={open} onClose={onClose} title={title}>
      {acts.map(({ label, run, danger }) => (
        <View
          key={label}
          className={cx('ui-select', danger && 'ui-pictures__danger')}
          role="button"
          hoverClass="u-press"
          onClick={() => {
            run()
            onClose()
          }}
        >
          <View className="ui-select__label">{label}</View>
        </View>
      ))}
    </Sheet>
  )
}
