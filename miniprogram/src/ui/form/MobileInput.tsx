import { Input } from '@tarojs/components'
import { useContext, useEffect, useState } from 'react'
import { cleanMobile, isMobile } from '@shared/text/mobile'
import { FieldLabel } from './field-label'
import { nativeInput } from './native-input'
import './Field.scss'

export interface MobileInputProps {
  /** As `onChange` told it. */
  value: string
  /** Told on every stroke, cleaned: a number as people paste it is its eleven figures. */
  onChange: (mobile: string) => void
  placeholder?: string
}

/** A mobile number. What is typed stays as typed until it is one or the field is left. */
export function MobileInput({ value, onChange, placeholder = '' }: MobileInputProps) {
  const label = useContext(FieldLabel)
  const [text, setText] = useState(value)
  // A value from outside replaces the text, the echo of our own does not.
  useEffect(() => {
    setText((typed) => (cleanMobile(typed) === value ? typed : value))
  }, [value])
  return (
    <Input
      className="ui-input"
      value={text}
      {...nativeInput('phone', label)}
      placeholder={placeholder}
      placeholderClass="ui-placeholder"
      onInput={(event) => {
        const typed = event.detail.value
        const mobile = cleanMobile(typed)
        setText(isMobile(mobile) ? mobile : typed)
        onChange(mobile)
      }}
      onBlur={() => setText(value)}
    />
  )
}
