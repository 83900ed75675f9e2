import { View } from '@tarojs/components'
import { cx } from '../cx'
import './Choices.scss'

export interface Choice {
  value: string
  label: string
  /** Struck through but readable, e.g. sold out. Still tells `onChange` unless `locked`. */
  off?: boolean
}

export interface ChoicesProps {
  options: Choice[]
  value?: string
  onChange: (value: string) => void
  /** Options that are off cannot be chosen. */
  locked?: boolean
}

/** Options as chips, 34 high: specifications of a product, reasons, filters. */
export function Choices({ options, value, onChange, locked = true }: ChoicesProps) {
  return (
    <View className="ui-choices">
      {options.map((option) => {
        const on = option.value === value
        return (
          <View
            key={option.value}
            className={cx('ui-choice', on && 'ui-choice--on', option.off && 'ui-choice--off')}
            role="radio"
            aria-checked={on}
            aria-disabled={option.off === true}
            onClick={() => {
              if (!(option.off && locked)) onChange(option.value)
            }}
          >
            {option.label}
          </View>
        )
      })}
    </View>
  )
}
