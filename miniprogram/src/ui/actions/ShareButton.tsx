import type { ReactNode } from 'react'
import { Button as NativeButton, View } from '@tarojs/components'
import { isWeb } from '@/platform/env'
import './Button.scss'
import './ShareButton.scss'

export interface ShareButtonProps {
  /** From the page's `useShare`. */
  share: () => Promise<boolean>
  /** Any content: an icon with a word, a tile, a row. For a pill use `Button openType="share"` inside. */
  children: ReactNode
  className?: string
}

/** Makes its content send the page's card: WeChat's own share sheet, or the bridge in a browser. */
export function ShareButton({ share, children, className = '' }: ShareButtonProps) {
  return isWeb ? (
    <View className={`ui-share ${className}`} role="button" hoverClass="u-press" onClick={() => void share()}>
      {children}
    </View>
  ) : (
    <NativeButton className={`ui-btn-native ui-share ${className}`} openType="share" hoverClass="u-press">
      {children}
    </NativeButton>
  )
}
