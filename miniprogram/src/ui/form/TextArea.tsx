import { Textarea, View } from '@tarojs/components'
import { useContext } from 'react'
import type { TextLimit } from '@shared/contract/limits'
import { lineLength } from '@shared/text/length'
import { Leaving } from '../overlay/leaving'
import { FieldLabel } from './field-label'
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
  const label = useContext(FieldLabel)
  return (
    <View className="ui-textarea">
      <Textarea
        value={value}
        {...nativeInput('text', label)}
        autoHeight
        // WeChat draws it in the wrong place otherwise: an overlay is `position: fixed`.
        fixed={useContext(Leaving) !== undefined}
        placeholder={placeholder}
        placeholderClass="ui-placeholder"
        onInput={(event) => onChange(event.detail.value)}
      />
      <View className="ui-textarea__count">{`${lineLength(value)}/${limit.most}`}</View>
    </View>
  )
}
