import { Textarea, View } from '@tarojs/components'
import './Field.scss'

export interface TextAreaProps {
  value: string
  onChange: (value: string) => void
  placeholder?: string
  maxLength?: number
}

/** Several lines, with a count of what is left. */
export function TextArea({ value, onChange, placeholder = '', maxLength = 200 }: TextAreaProps) {
  return (
    <View className="ui-textarea">
      <Textarea
        value={value}
        maxlength={maxLength}
        autoHeight
        placeholder={placeholder}
        placeholderClass="ui-placeholder"
        onInput={(event) => onChange(event.detail.value)}
      />
      <View className="ui-textarea__count">{`${[...value].length}/${maxLength}`}</View>
    </View>
  )
}
