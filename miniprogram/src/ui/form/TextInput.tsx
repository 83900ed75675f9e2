import { Input } from '@tarojs/components'
import { useContext } from 'react'
import { cx } from '../cx'
import { FieldLabel } from './field-label'
import { nativeInput, type Keyboard } from './native-input'
import './Field.scss'

export interface TextInputProps {
  value: string
  onChange: (value: string) => void
  /** What it is called, where its field does not say so. */
  label?: string
  placeholder?: string
  /** Telephone numbers and nicknames have inputs of their own: `MobileInput`, `NicknameInput`. */
  type?: Exclude<Keyboard, 'phone' | 'nickname'>
  /** Text at the right, as in a row of a card. */
  end?: boolean
  disabled?: boolean
  autoFocus?: boolean
  onBlur?: () => void
}

/** One line of text. It never cuts: a form says what is too long. */
export function TextInput({
  value,
  onChange,
  label,
  placeholder = '',
  type = 'text',
  end,
  disabled = false,
  autoFocus = false,
  onBlur,
}: TextInputProps) {
  const fieldLabel = useContext(FieldLabel)
  return (
    <Input
      className={cx('ui-input', end && 'ui-input--end')}
      value={value}
      {...nativeInput(type, label ?? fieldLabel)}
      placeholder={placeholder}
      placeholderClass="ui-placeholder"
      disabled={disabled}
      focus={autoFocus}
      onInput={(event) => onChange(event.detail.value)}
      {...(onBlur ? { onBlur } : {})}
    />
  )
}
