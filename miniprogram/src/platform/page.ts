import Taro from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { isWeb } from './env'

// Functions of our own and no re-exports: the build rewrites Taro's hooks where they are called.

/** Runs each time the page comes to the front, the first time included. */
export function useDidShow(run: () => void): void {
  Taro.useDidShow(run)
}

export function useDidHide(run: () => void): void {
  Taro.useDidHide(run)
}

/** Runs once when the page's first picture is on the screen. */
export function useReady(run: () => void): void {
  Taro.useReady(run)
}

/** Tells how far the page is scrolled, in CSS px. */
export function usePageScroll(tell: (scrollTop: number) => void): void {
  Taro.usePageScroll(({ scrollTop }) => tell(scrollTop))
}

export function useReachBottom(run: () => void): void {
  Taro.useReachBottom(run)
}

/**
 * Runs when a frame around a browser's page (the local stage's phone) says that something changed elsewhere:
 * it sends `banyan:refresh` to the window. WeChat says no such thing. Call it in the App.
 */
export function useOutsideNews(run: () => void): void {
  const latest = useRef(run)
  latest.current = run
  useEffect(() => {
    if (!isWeb) return undefined
    const tell = () => latest.current()
    window.addEventListener('banyan:refresh', tell)
    return () => window.removeEventListener('banyan:refresh', tell)
  }, [])
}

/** Pull to refresh; the page's config says `enablePullDownRefresh: true`. */
export function useRefresh(refresh: () => Promise<unknown>): void {
  Taro.usePullDownRefresh(() => {
    void refresh().finally(() => Taro.stopPullDownRefresh())
  })
}

export function scrollToTop(): void {
  void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
}
