import { Input, View } from '@tarojs/components'
import { useContext, useEffect, useState } from 'react'
import { formatYuan, parseYuan } from '@shared/money'
import { cx } from '../cx'
import { FieldLabel } from './field-label'
import { nativeInput } from './native-input'
import './Field.scss'

export interface MoneyInputProps {
  /** null: empty, or no amount yet. */
  fen: number | null
  /** Told on every stroke; null for what is no amount. */
  onChange: (fen: number | null) => void
  placeholder?: string
  large?: boolean
}

/** Yuan on the screen, fen in the program. What was typed stays as typed until the field is left. */
export function MoneyInput({ fen, onChange, placeholder = '0.00', large }: MoneyInputProps) {
  const written = (value: number | null) =>
    value === null ? '' : formatYuan(value, { decimals: 'auto' }).replace(/,/g, '')
  const label = useContext(FieldLabel)
  const [text, setText] = useState(() => written(fen))

  // A value from outside replaces the text, the echo of our own does not.
  useEffect(() => {
    setText((typed) => (parseYuan(typed) === fen ? typed : written(fen)))
  }, [fen])

  return (
    <View className={cx('ui-money', large && 'ui-money--large')}>
      <View className="ui-money__yen">¥</View>
      <Input
        className="ui-input"
        value={text}
        {...nativeInput('digit', label)}
        placeholder={placeholder}
        placeholderClass="ui-placeholder"
        onInput={(event) => {
          setText(event.detail.value)
          onChange(parseYuan(event.detail.value))
        }}
        onBlur={() => setText(written(fen))}
      />
    </View>
  )
}
