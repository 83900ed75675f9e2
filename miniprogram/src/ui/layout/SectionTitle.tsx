import { View } from '@tarojs/components'
import { Icon } from '../base/Icon'
import './SectionTitle.scss'

export interface SectionTitleProps {
  title: string
  /** A few quiet words behind it. */
  note?: string
  more?: string
  onMore?: () => void
}

/** A channel's title in serif, as on the home page. */
export function SectionTitle({ title, note, more = '更多', onMore }: SectionTitleProps) {
  return (
    <View className="ui-section">
      <View className="ui-section__title" role="heading" aria-level={2}>
        {title}
      </View>
      {note && <View className="ui-section__note">{note}</View>}
      {onMore && (
        <View className="ui-section__more" role="button" hoverClass="u-press" onClick={onMore}>
          {more}
          <Icon name="chev" size={12} />
        </View>
      )}
    </View>
  )
}
