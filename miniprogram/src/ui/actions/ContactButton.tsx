import { Button as NativeButton, View } from '@tarojs/components'
import type { ReactNode } from 'react'
import { isWeb } from '@/platform/env'
import './Button.scss'
import './ShareButton.scss'

export interface ContactButtonProps {
  /** What a browser does instead of WeChat's customer service, e.g. `useContact()`. */
  contact: () => void
  /** Any content: an icon with a word, a row. For a pill use `Button openType="contact"`. */
  children: ReactNode
  className?: string
}

/** Makes its content open customer service: WeChat's own conversation, or what the page offers in a browser. */
export function ContactButton({ contact, children, className = '' }: ContactButtonProps) {
  return isWeb ? (
    <View className={`ui-share ${className}`} role="button" hoverClass="u-press" onClick={contact}>
      {children}
    </View>
  ) : (
    <NativeButton className={`ui-btn-native ui-share ${className}`} openType="contact" hoverClass="u-press">
      {children}
    </NativeButton>
  )
}
