import { View } from '@tarojs/components'
import {
  afterText,
  beforeText,
  fieldText,
  moreText,
  type TrailChange,
  type TrailRow,
} from '@/features/trail/merchant'
import { timeText } from '@shared/words/moment'
import { cx, Icon } from '@/ui'

interface DeedProps {
  deed: TrailRow
  open: boolean
  onToggle: () => void
}

/** One deed: who, what, to what; opened, all that was changed, why, and the number of the request. */
export function Deed({ deed, open, onToggle }: DeedProps) {
  const { at, what, name, subject, changes, reason, requestId } = deed
  const [first] = changes
  return (
    <View className={cx('p-trail__deed', open && 'p-trail__deed--open')}>
      <View
        className="p-trail__row"
        role="button"
        aria-expanded={open}
        hoverClass="u-press"
        onClick={onToggle}
      >
        <View className="p-trail__time">{timeText(at)}</View>
        <View className="p-trail__main">
          <View className="p-trail__head">
            <View className="p-trail__what">{what}</View>
            <View className="p-trail__name">{name || '没有名字'}</View>
          </View>
          <View className="p-trail__subject">{subject.name}</View>
          {first && !open && (
            <View className="p-trail__change">
              <View className="p-trail__was">{beforeText(first)}</View>
              <View className="p-trail__to">→</View>
              <View className="p-trail__is">{afterText(first)}</View>
              <View className="p-trail__more">{moreText(deed)}</View>
            </View>
          )}
        </View>
        <Icon name="down" size={14} className="p-trail__arrow" />
      </View>
      {open && (
        <View className="p-trail__all">
          {changes.length > 0 && (
            <View className="p-trail__sides">
              <Side title="之前" look="was" changes={changes} say={beforeText} />
              <Side title="之后" look="is" changes={changes} say={afterText} />
            </View>
          )}
          {reason !== undefined && <View className="p-trail__note">{`理由：${reason}`}</View>}
          <View className="p-trail__request">{`请求 ${requestId}`}</View>
        </View>
      )}
    </View>
  )
}

interface SideProps {
  title: string
  look: 'was' | 'is'
  changes: readonly TrailChange[]
  say: (change: TrailChange) => string
}

function Side({ title, look, changes, say }: SideProps) {
  return (
    <View className={cx('p-trail__side', `p-trail__side--${look}`)}>
      <View className="p-trail__side-title">{title}</View>
      {changes.map((change, i) => (
        <View key={i} className="p-trail__value">
          <View className="p-trail__field">{fieldText(change)}</View>
          <View className="p-trail__is">{say(change)}</View>
        </View>
      ))}
    </View>
  )
}
