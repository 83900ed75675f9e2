import Taro, { useRouter } from '@tarojs/taro'
import { createContext, useContext, useMemo } from 'react'
import { whenLeft } from './leaving'
import { move } from './moving'
import { isTab, pathOf, type ParamsOf, type RouteName, type TabName } from './routes'

/** WeChat refuses an eleventh page; the last ones replace each other instead. */
const DEEPEST = 9

type Args<N extends RouteName> =
  Record<never, string> extends ParamsOf<N> ? [params?: ParamsOf<N>] : [params: ParamsOf<N>]

/** Opens a page on top of this one; a tab is switched to (and takes no parameters). */
export function go<N extends RouteName>(name: N, ...[params]: Args<N>): void {
  if (isTab(name)) return switchTab(name)
  const url = `/${pathOf(name, params)}`
  const open = Taro.getCurrentPages().length >= DEEPEST ? Taro.redirectTo : Taro.navigateTo
  void move(() => open({ url }))
}

/** Opens a page in place of this one, e.g. the order after checkout. */
export function replace<N extends RouteName>(name: N, ...[params]: Args<N>): void {
  if (isTab(name)) return switchTab(name)
  whenLeft(() => void move(() => Taro.redirectTo({ url: `/${pathOf(name, params)}` })))
}

export function switchTab(name: TabName): void {
  whenLeft(() => void move(() => Taro.switchTab({ url: `/${pathOf(name)}` })))
}

/** One page back; from a page opened by a share card, where nothing lies below, to the shop's home. */
export function back(): void {
  if (canGoBack()) void move(() => Taro.navigateBack().catch(() => switchTab('home')))
  else switchTab('home')
}

export function canGoBack(): boolean {
  return Taro.getCurrentPages().length > 1
}

/** What this page was opened with, decoded. WeChat hands the values over as they stand in the address. */
export function useParams<N extends RouteName>(_name: N): Partial<ParamsOf<N>> {
  const { params } = useRouter()
  return useMemo(() => {
    const decoded: Record<string, string> = {}
    for (const [key, value] of Object.entries(params)) {
      if (typeof value === 'string' && key !== 'stamp' && !key.startsWith('$')) decoded[key] = decode(value)
    }
    return decoded as Partial<ParamsOf<N>>
  }, [params])
}

const PageId = createContext<string | undefined>(undefined)

/** Tells what stands in it on which page it is; `ui/Page` puts it around the content. */
export const PageScope = PageId.Provider

/** Which of the open pages this is on; the same page opened twice is two. */
export function usePageId(): string | undefined {
  const around = useContext(PageId)
  // A page is on top when it is made; what is made in it later may not be.
  const router: { $taroPath?: string } | null = useRouter()
  return around ?? router?.$taroPath
}

/** `%` in a value that was never encoded must not break the page. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
