import { View } from '@tarojs/components'
import { useTap } from '../actions/use-tap'
import { cx } from '../cx'
import './Field.scss'

export interface SwitchProps {
  on: boolean
  /** May give a promise: a second tap is ignored until it ends. */
  onChange: (on: boolean) => void | Promise<unknown>
  disabled?: boolean
  label?: string
}

export function Switch({ on, onChange, disabled, label }: SwitchProps) {
  const { tap } = useTap(onChange)
  return (
    <View
      className={cx('ui-switch', on && 'ui-switch--on', disabled && 'ui-switch--off')}
      role="switch"
      aria-checked={on}
      {...(label ? { 'aria-label': label } : {})}
      onClick={() => {
        if (!disabled) tap(!on)
      }}
    >
      <View className="ui-switch__knob" />
    </View>
  )
}
