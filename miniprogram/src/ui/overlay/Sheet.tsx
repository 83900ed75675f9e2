import { ScrollView, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { Icon } from '../base/Icon'
import { Overlay } from './Overlay'
import './Sheet.scss'

export interface SheetProps {
  open: boolean
  onClose: () => void
  /** What it is: stands at its top, unless there is a `head`, and is what a screen reader says of it. */
  title: string
  /** Instead of a title: what rises above the sheet's edge, e.g. a product's picture and price. */
  head?: ReactNode
  /** Buttons; stay in place while the content scrolls. */
  footer?: ReactNode
  children: ReactNode
}

/** A sheet from below. As tall as its content, at most 76% of the window; then it scrolls. */
export function Sheet({ open, onClose, title, head, footer, children }: SheetProps) {
  return (
    <Overlay open={open} onClose={onClose} place="bottom" label={title}>
      <View className="ui-sheet">
        {head !== undefined ? (
          <View className="ui-sheet__head">{head}</View>
        ) : (
          <View className="ui-sheet__title" role="heading" aria-level={2}>
            {title}
          </View>
        )}
        <View
          className="ui-sheet__close"
          role="button"
          aria-label="关闭"
          hoverClass="u-press"
          onClick={onClose}
        >
          <Icon name="close" />
        </View>
        <ScrollView scrollY enhanced showScrollbar={false} className="ui-sheet__scroll">
          <View className="ui-sheet__content">{children}</View>
        </ScrollView>
        <View className="ui-sheet__footer">{footer}</View>
      </View>
    </Overlay>
  )
}
