import { View } from '@tarojs/components'
import type { TextLimit } from '@shared/contract/limits'
import { misfit } from '@shared/text/length'
import { Choices, Field, TextArea, TextInput } from '@/ui'
import './sheet.scss'

/** Why something is done: a few ready words, or one's own. */
export interface ReasonFieldProps {
  label: string
  /** Words at a tap. */
  presets: readonly string[]
  /** As the contract has it. */
  limit: TextLimit
  value: string
  onChange: (reason: string) => void
  hint?: string
  placeholder?: string
  /** Room for several lines, with a count. */
  long?: boolean
}

export function ReasonField({
  label,
  presets,
  limit,
  value,
  onChange,
  hint,
  placeholder = '也可以自己写',
  long,
}: ReasonFieldProps) {
  return (
    <Field label={label} required tall {...(hint ? { hint } : {})}>
      <View className="u-grow">
        <Choices
          options={presets.map((text) => ({ value: text, label: text }))}
          value={value}
          onChange={onChange}
        />
        <View className={long ? 'm-sheet__own' : 'm-sheet__own m-sheet__own--line'}>
          {long ? (
            <TextArea value={value} onChange={onChange} placeholder={placeholder} limit={limit} />
          ) : (
            <TextInput value={value} onChange={onChange} placeholder={placeholder} />
          )}
        </View>
      </View>
    </Field>
  )
}

/** What keeps a reason from being sent, for the button; `missing` while there is none. */
export function reasonProblem(reason: string, limit: TextLimit, missing = '请写原因'): string | undefined {
  const wrong = misfit(reason, limit)
  return wrong === 'long' ? `最多 ${limit.most} 个字` : wrong && missing
}
