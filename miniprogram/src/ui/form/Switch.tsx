import { View } from '@tarojs/components'
import { cx } from '../cx'
import './Field.scss'

export interface SwitchProps {
  on: boolean
  onChange: (on: boolean) => void
  disabled?: boolean
  label?: string
}

export function Switch({ on, onChange, disabled, label }: SwitchProps) {
  return (
    <View
      className={cx('ui-switch', on && 'ui-switch--on', disabled && 'ui-switch--off')}
      role="switch"
      aria-checked={on}
      {...(label ? { 'aria-label': label } : {})}
      onClick={() => {
        if (!disabled) onChange(!on)
      }}
    >
      <View className="ui-switch__knob" />
    </View>
  )
}
