import { Input } from '@tarojs/components'
import { cx } from '../cx'
import './Field.scss'

export interface TextInputProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  /** number: whole numbers · digit: with a point · phone: eleven figures */
  type?: 'text' | 'number' | 'digit' | 'phone'
  maxLength?: number
  /** Text at the right, as in a row of a card. */
  end?: boolean
  disabled?: boolean
  autoFocus?: boolean
  onBlur?: () => void
}

/** One line of text. */
export function TextInput({
  value,
  onChange,
  placeholder = '',
  type = 'text',
  maxLength = 100,
  end,
  disabled = false,
  autoFocus = false,
  onBlur,
}: TextInputProps) {
  return (
    <Input
      className={cx('ui-input', end && 'ui-input--end')}
      value={value}
      // WeChat's `number` keyboard has no letters; a telephone number needs no more.
      type={type === 'phone' ? 'number' : type}
      maxlength={type === 'phone' ? 11 : maxLength}
      placeholder={placeholder}
      placeholderClass="ui-placeholder"
      disabled={disabled}
      focus={autoFocus}
      onInput={(event) => onChange(event.detail.value)}
      {...(onBlur ? { onBlur } : {})}
    />
  )
}
