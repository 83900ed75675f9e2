import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from '../actions/Button'
import { cx } from '../cx'
import './Empty.scss'

export type ArtName = 'basket' | 'mountain' | 'receipt' | 'seedling'

export interface EmptyProps {
  art?: ArtName
  title: string
  text?: ReactNode
  action?: string
  onAction?: () => void
  /** In a card or below a header instead of in the middle of the page. */
  inline?: boolean
}

/** Nothing here yet: a drawing, a sentence, a way on. */
export function Empty({ art = 'basket', title, text, action, onAction, inline }: EmptyProps) {
  return (
    <View className={cx('ui-empty', inline && 'ui-empty--inline')}>
      <View className={`ui-empty__art ui-empty__art--${art}`} aria-hidden />
      <View className="ui-empty__title">{title}</View>
      {text !== undefined && <View className="ui-empty__text">{text}</View>}
      {action !== undefined && (
        <View className="ui-empty__buttons">
          <Button size="m" {...(onAction ? { onClick: onAction } : {})}>
            {action}
          </Button>
        </View>
      )}
    </View>
  )
}
