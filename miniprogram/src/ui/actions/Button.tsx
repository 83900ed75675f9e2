import { Button as NativeButton, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { isWeb } from '@/platform/env'
import { cx } from '../cx'
import { questionState } from '../overlay/confirm'
import { useTap } from './use-tap'
import './Button.scss'

export interface ButtonProps {
  children: ReactNode
  /** One primary a screen; secondary is soft green; line is white; gold is for commission; ghost is text only. */
  kind?: 'primary' | 'secondary' | 'line' | 'gold' | 'white' | 'danger' | 'ghost'
  /** l 44 · m 40 · s 36 · xs 30 high; the finger always has 44. */
  size?: 'l' | 'm' | 's' | 'xs'
  /** As wide as its place. */
  block?: boolean
  disabled?: boolean
  /** Why it is disabled: written in its place. */
  reason?: string
  /** Shows a spinner and ignores taps; set by itself while `onClick`'s promise runs. */
  loading?: boolean
  /** May give a promise: a second tap is ignored until it ends. */
  onClick?: () => void | Promise<unknown>
  /** WeChat only: opens the share sheet or customer service. */
  openType?: 'share' | 'contact'
  className?: string
}

/** A pill that acts. */
export function Button({
  children,
  kind = 'primary',
  size = 'l',
  block,
  disabled,
  reason,
  loading,
  onClick,
  openType,
  className,
}: ButtonProps) {
  const { running, tap: start } = useTap(onClick)
  // A question that it asks first stands before it: nothing is on its way until that is answered.
  const asking = questionState(({ open }) => open)
  const spinning = loading || (running && !asking)
  const off = disabled || reason !== undefined
  const tap = () => {
    if (!off && !loading) start()
  }

  const classes = cx(
    'ui-btn',
    `ui-btn--${kind}`,
    `ui-btn--${size}`,
    block && 'ui-btn--block',
    off && 'ui-btn--off',
    className,
  )
  const content = (
    <>
      {spinning && <View className="ui-btn__spin" />}
      {off && reason ? reason : children}
    </>
  )
  if (!isWeb && openType && !off) {
    return (
      <NativeButton
        className={cx('ui-btn-native', classes)}
        hoverClass="ui-btn--press"
        openType={openType}
        onClick={tap}
      >
        {content}
      </NativeButton>
    )
  }
  return (
    <View
      className={classes}
      hoverClass={off || spinning ? 'none' : 'ui-btn--press'}
      hoverStayTime={80}
      role="button"
      aria-disabled={off}
      onClick={tap}
    >
      {content}
    </View>
  )
}
