import { Input } from '@tarojs/components'
import { useContext } from 'react'
import { toast } from '../overlay/toast'
import { cx } from '../cx'
import { FieldLabel } from './field-label'
import { nativeInput } from './native-input'
import './Field.scss'

export interface NicknameInputProps {
  value: string
  onChange: (nickname: string) => void
  placeholder?: string
}

/**
 * A name that others see. WeChat offers the user's own above the keyboard: what it puts in is told when the field is
 * left, not as a stroke, so both are heard. What is left there WeChat looks at; a name that it refuses it takes out of
 * the field, and so do we, with the reason.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 */
export function NicknameInput({ value, onChange, placeholder = '' }: NicknameInputProps) {
  const label = useContext(FieldLabel)
  return (
    <Input
      className={cx('ui-input')}
      value={value}
      {...nativeInput('nickname', label)}
      placeholder={placeholder}
      placeholderClass="ui-placeholder"
      onInput={(event) => onChange(event.detail.value)}
      onBlur={(event) => onChange(event.detail.value)}
      onNickNameReview={(event) => {
        if (wasRefused(event.detail)) {
          onChange('')
          toast('微信没有通过这个昵称，请换一个')
        }
      }}
    />
  )
}

/** WeChat has looked and said no; when it had no time to look, the name stands. */
function wasRefused(detail: unknown): boolean {
  const { pass, timeout } = (detail ?? {}) as { pass?: unknown; timeout?: unknown }
  return pass === false && timeout !== true
}
