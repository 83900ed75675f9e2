import { Input, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { OWNER_CODE_LENGTH } from '@shared/contract/staff/limits'
import { ownerCodeIn } from '@/features/staff'
import { isWeb } from '@/platform'
import { cx, nativeInput } from '@/ui'

const ROW = 8

/** Two rows of eight cells over one input that cannot be seen: it takes what is typed and what is pasted. */
export function CodeCells({ onChange }: { onChange: (text: string) => void }) {
  const [text, setText] = useState('')
  const { code } = ownerCodeIn(text)
  // What a code does not have leaves the input, too: the next backspace takes a character.
  useEffect(() => setText(code), [code, text])
  return (
    <View className="p-claim__cells">
      {Array.from({ length: OWNER_CODE_LENGTH / ROW }, (_, row) => (
        <View key={row} className="p-claim__row" aria-hidden>
          {Array.from({ length: ROW }, (_, at) => (
            <View
              key={at}
              className={cx(
                'p-claim__cell',
                row * ROW + at === code.length && 'p-claim__cell--on',
                at === ROW / 2 && 'p-claim__cell--group',
              )}
            >
              {code[row * ROW + at]}
            </View>
          ))}
        </View>
      ))}
      <Input
        className="p-claim__input"
        value={text}
        {...nativeInput('text')}
        {...(isWeb && {
          nativeProps: { autocapitalize: 'characters', autocomplete: 'off', spellcheck: false },
        })}
        placeholder="开店码"
        onInput={(event) => {
          setText(event.detail.value)
          onChange(event.detail.value)
        }}
      />
    </View>
  )
}
