import { startOfDay } from '@shared/business-day'
import { View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { serverNow } from '@/platform/clock'
import { Button } from '../actions/Button'
import { cx } from '../cx'
import './Empty.scss'

export interface FailureProps {
  title?: string
  /** First that nothing is lost or doubled, then what to do. */
  text?: ReactNode
  /** In the smallest print, for whoever helps. */
  code?: string
  onRetry: () => void | Promise<unknown>
  /** Shows 联系客服. */
  onContact?: () => void
  inline?: boolean
}

/** It did not work: the same build as `Empty`, with another try. */
export function Failure({
  title = '网络好像不太顺畅',
  text = '什么都没有丢，换个网络再试一次就好',
  code,
  onRetry,
  onContact,
  inline,
}: FailureProps) {
  return (
    <View className={cx('ui-empty', inline && 'ui-empty--inline')} role="alert">
      <View className="ui-empty__art ui-empty__art--mountain" aria-hidden />
      <View className="ui-empty__title">{title}</View>
      <View className="ui-empty__text">{text}</View>
      <View className="ui-empty__buttons">
        {onContact && (
          <Button kind="line" size="m" openType="contact" onClick={onContact}>
            联系客服
          </Button>
        )}
        <Button size="m" onClick={onRetry}>
          再试一次
        </Button>
      </View>
      {code && <View className="ui-empty__code">{`错误码 ${code} · ${clock()}`}</View>}
    </View>
  )
}

/** The shop's time of day: all days of the mall are Shanghai's. */
function clock(): string {
  const now = serverNow()
  const seconds = Math.floor((now - startOfDay(now)) / 1000)
  return [seconds / 3600, (seconds / 60) % 60, seconds % 60]
    .map((part) => String(Math.floor(part)).padStart(2, '0'))
    .join(':')
}
