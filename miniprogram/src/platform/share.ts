import { useShareAppMessage } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { isWeb } from './env'
import { learnOutside, outsideAddress } from './picture'
import { invokeBridge } from './wechat-bridge'

export interface ShareCard {
  title: string
  /** `pathOf(...)`; carries the share code as `scene`. */
  path: string
  /** 5:4 picture. */
  imageUrl?: string
  /** A browser's card has a second line. */
  desc?: string
}

/**
 * Makes this page shareable; the page's config says `enableShareAppMessage: true`.
 * In WeChat a card is sent by the capsule's menu or by `ui/ShareButton`; `share` sends one in a browser.
 */
export function useShare(card: () => ShareCard): { share: () => Promise<boolean> } {
  const latest = useRef(card)
  latest.current = card
  // Known before anybody taps: WeChat waits for nothing then.
  const { imageUrl: wanted } = card()
  useEffect(() => {
    if (wanted) void learnOutside(wanted)
  }, [wanted])
  useShareAppMessage(() => {
    const { title, path, imageUrl } = latest.current()
    const address = imageUrl && outsideAddress(imageUrl)
    return { title, path: `/${path}`, ...(address ? { imageUrl: address } : {}) }
  })
  return { share: async () => (isWeb ? sendCard(latest.current()) : false) }
}

/** Sends a card to a chat from a browser. @returns whether it was sent */
export async function sendCard(card: ShareCard): Promise<boolean> {
  if (!isWeb) return false
  const { outcome } = await invokeBridge('sendAppMessage', {
    title: card.title,
    desc: card.desc ?? '',
    link: `${location.origin}${location.pathname}#/${card.path}`,
    img_url: (card.imageUrl && outsideAddress(card.imageUrl)) ?? '',
  })
  return outcome === 'ok'
}
