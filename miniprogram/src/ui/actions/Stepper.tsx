import { View } from '@tarojs/components'
import { QUANTITY_MOST } from '@shared/contract/limits'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import './Stepper.scss'

export interface StepperProps {
  value: number
  min?: number
  max?: number
  onChange: (value: number) => void
  /** Told when a tap goes beyond the end, e.g. to say 限购 5 件. */
  onLimit?: (end: 'min' | 'max') => void
  small?: boolean
}

/** A quantity with − and +. */
export function Stepper({ value, min = 1, max = QUANTITY_MOST, onChange, onLimit, small }: StepperProps) {
  const step = (by: 1 | -1) => {
    const next = value + by
    if (next < min) onLimit?.('min')
    else if (next > max) onLimit?.('max')
    else onChange(next)
  }
  const key = (by: 1 | -1, off: boolean) => (
    <View
      className={cx('ui-stepper__key', off && 'ui-stepper__key--off')}
      role="button"
      aria-label={by > 0 ? '加一件' : '减一件'}
      onClick={(event) => {
        event.stopPropagation()
        step(by)
      }}
    >
      <Icon name={by > 0 ? 'plus' : 'minus'} size={16} />
    </View>
  )
  return (
    <View className={cx('ui-stepper', small && 'ui-stepper--small')}>
      {key(-1, value <= min)}
      <View className="ui-stepper__value" aria-label={`${value} 件`}>
        {value}
      </View>
      {key(1, value >= max)}
    </View>
  )
}
