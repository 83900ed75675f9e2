import { View } from '@tarojs/components'
import { cx } from '../cx'
import './Steps.scss'

export interface StepsProps {
  labels: string[]
  /** Index of the step we are at. */
  at: number
  /** On a green head unless `paper`. */
  paper?: boolean
}

/** How far something has come, in three to five steps. */
export function Steps({ labels, at, paper }: StepsProps) {
  const share = labels.length > 1 ? (Math.min(at, labels.length - 1) / (labels.length - 1)) * 100 : 0
  return (
    <View className={cx('ui-steps', paper && 'ui-steps--paper')}>
      <View className="ui-steps__rail">
        <View className="ui-steps__done" style={{ width: `${share}%` }} />
      </View>
      {labels.map((label, index) => (
        <View
          key={label}
          className={cx(
            'ui-steps__step',
            index === at && 'ui-steps__step--now',
            index > at && 'ui-steps__step--next',
          )}
        >
          <View className="ui-steps__dot" />
          {label}
        </View>
      ))}
    </View>
  )
}
