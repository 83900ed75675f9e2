import { View } from '@tarojs/components'
import { cx } from '../cx'
import './StateWord.scss'

/** What a state is called, and how much it wants of whoever reads it: red most, gray nothing. */
export interface StateWording {
  text: string
  tone: 'red' | 'amber' | 'brand' | 'gray'
}

/** A state in a word; `large` at the head of the page that is about it. */
export function StateWord({ word: { text, tone }, large }: { word: StateWording; large?: boolean }) {
  return (
    <View className={cx('ui-state-word', `ui-state-word--${tone}`, large && 'ui-state-word--large')}>
      {text}
    </View>
  )
}
