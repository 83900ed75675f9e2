import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Button } from '../actions/Button'
import { cx } from '../cx'
import './Empty.scss'

export type ArtName = 'basket' | 'mountain' | 'receipt' | 'seedling' | 'shop'

export interface EmptyProps {
  art?: ArtName
  title: ReactNode
  text?: ReactNode
  action?: string
  onAction?: () => void
  /** WeChat opens customer service by it; `onAction` is what a browser does. */
  openType?: 'contact'
  /** In a card or below a header instead of in the middle of the page. */
  inline?: boolean
}

/** One of our drawings. */
export function Art({ name }: { name: ArtName }) {
  return <View className={`ui-empty__art ui-empty__art--${name}`} aria-hidden />
}

/** Nothing here yet: a drawing, a sentence, a way on. */
export function Empty({ art = 'basket', title, text, action, onAction, openType, inline }: EmptyProps) {
  return (
    <View className={cx('ui-empty', inline && 'ui-empty--inline')}>
      <Art name={art} />
      <View className="ui-empty__title">{title}</View>
      {text !== undefined && <View className="ui-empty__text">{text}</View>}
      {action !== undefined && (
        <View className="ui-empty__buttons">
          <Button size="m" {...(onAction && { onClick: onAction })} {...(openType && { openType })}>
            {action}
          </Button>
        </View>
      )}
    </View>
  )
}
