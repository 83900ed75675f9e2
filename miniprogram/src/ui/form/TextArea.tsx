import { Textarea, View } from '@tarojs/components'
import type { TextLimit } from '@shared/contract/limits'
import { lineLength } from '@shared/text/length'
import { nativeInput } from './native-input'
import './Field.scss'

export interface TextAreaProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  /** Shown beside what is written. It is not cut: a form says what is too long. */
  limit: TextLimit
}

/** Several lines, with a count of what is written. */
export function TextArea({ value, onChange, placeholder = '', limit }: TextAreaProps) {
  return (
    <View className="ui-textarea">
      <Textarea
        value={value}
        {...nativeInput('text')}
        autoHeight
        placeholder={placeholder}
        placeholderClass="ui-placeholder"
        onInput={(event) => onChange(event.detail.value)}
      />
      <View className="ui-textarea__count">{`${lineLength(value)}/${limit.most}`}</View>
    </View>
  )
}
