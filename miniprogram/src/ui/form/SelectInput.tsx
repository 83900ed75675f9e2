import { View } from '@tarojs/components'
import { useState } from 'react'
import { Icon } from '../base/Icon'
import { cx } from '../cx'
import { Sheet } from '../overlay/Sheet'
import './Field.scss'
import './SelectInput.scss'

export interface SelectOption {
  value: string
  label: string
  note?: string
}

export interface SelectInputProps {
  options: SelectOption[]
  value?: string
  onChange: (value: string) => void
  /** Title of the sheet. */
  title: string
  placeholder?: string
}

/** One of a few options, chosen in a sheet. */
export function SelectInput({ options, value, onChange, title, placeholder = '请选择' }: SelectInputProps) {
  const [open, setOpen] = useState(false)
  const chosen = options.find((option) => option.value === value)
  return (
    <>
      <View className="ui-picker" role="button" onClick={() => setOpen(true)}>
        <View className={cx('ui-picker__text', !chosen && 'ui-picker__text--none')}>
          {chosen?.label ?? placeholder}
        </View>
        <Icon name="chev" size={14} className="ui-picker__arrow" />
      </View>
      <Sheet open={open} onClose={() => setOpen(false)} title={title}>
        {options.map((option) => (
          <View
            key={option.value}
            className={cx('ui-select', option.value === value && 'ui-select--on')}
            role="option"
            hoverClass="u-press"
            onClick={() => {
              onChange(option.value)
              setOpen(false)
            }}
          >
            <View className="u-grow">
              <View className="ui-select__label">{option.label}</View>
              {option.note && <View className="ui-select__note">{option.note}</View>}
            </View>
            {option.value === value && <Icon name="check" size={18} />}
          </View>
        ))}
      </Sheet>
    </>
  )
}
