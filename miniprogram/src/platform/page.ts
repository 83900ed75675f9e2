import Taro, {
  useDidHide,
  useDidShow,
  usePageScroll,
  usePullDownRefresh,
  useReachBottom,
  useReady,
} from '@tarojs/taro'

export { useDidHide, useDidShow, usePageScroll, useReachBottom, useReady }

/** Pull to refresh; the page's config says `enablePullDownRefresh: true`. */
export function useRefresh(refresh: () => Promise<unknown>): void {
  usePullDownRefresh(() => {
    void refresh().finally(() => Taro.stopPullDownRefresh())
  })
}

export function scrollToTop(): void {
  void Taro.pageScrollTo({ scrollTop: 0, duration: 200 })
}

/** The route of the page on top, e.g. `pages/home/index`. */
export function currentRoute(): string {
  const pages = Taro.getCurrentPages()
  const route = pages[pages.length - 1]?.route ?? ''
  return route.replace(/^\//, '').split('?')[0] ?? ''
}
