import Taro, { useRouter } from '@tarojs/taro'
import { createContext, useContext, useMemo } from 'react'
import { whenLeft } from './leaving'
import { arrive, isMoving, move } from './moving'
import { isTab, pathOf, type ParamsOf, type RouteName, type TabName } from './routes'

/** WeChat refuses an eleventh page; the last ones replace each other instead. */
const DEEPEST = 9

type Args<N extends RouteName> =
  Record<never, string> extends ParamsOf<N> ? [params?: ParamsOf<N>] : [params: ParamsOf<N>]

/**
 * Opens a page on top of this one; a tab is switched to (and takes no parameters). While another page opens it does
 * nothing: the second of two taps meant the first one.
 */
export function go<N extends RouteName>(name: N, ...[params]: Args<N>): void {
  if (isMoving()) return
  if (isTab(name)) return switchTab(name)
  const url = `/${pathOf(name, params)}`
  const open = Taro.getCurrentPages().length >= DEEPEST ? Taro.redirectTo : Taro.navigateTo
  void move(url, () => open({ url }))
}

/** Opens a page in place of this one, e.g. the order after checkout. */
export function replace<N extends RouteName>(name: N, ...[params]: Args<N>): void {
  if (isTab(name)) return switchTab(name)
  const url = `/${pathOf(name, params)}`
  whenLeft(() => void move(url, () => Taro.redirectTo({ url })))
}

export function switchTab(name: TabName): void {
  const url = `/${pathOf(name)}`
  whenLeft(() => void move(url, () => Taro.switchTab({ url })))
}

/** One page back; from a page opened by a share card, where nothing lies below, to the desk of whose page it is. */
export function back(): void {
  if (canGoBack()) void move('back', () => Taro.navigateBack().catch(() => switchTab('home')))
  else desk().open()
}

export function canGoBack(): boolean {
  return Taro.getCurrentPages().length > 1
}

interface Desk {
  /** What the way there is called. */
  label: string
  open: () => void
}

const HOME: Desk = { label: '回到首页', open: () => switchTab('home') }
const MERCHANT: Desk = { label: '回到商家', open: () => switchTab('merchant') }
const DISTRIBUTOR: Desk = { label: '回到推广中心', open: () => replace('distribution/centre') }

/**
 * Where somebody goes on from the page on top when nothing lies below it: the staff's pages lead to the staff's tab,
 * a distributor's to the centre, all others to the shop.
 */
export function desk(): Desk {
  const [, name = ''] = /packages\/(.+)\/index/.exec(Taro.getCurrentPages().at(-1)?.route ?? '') ?? []
  if (name.startsWith('merchant-')) return MERCHANT
  const isDistributor = name.startsWith('distribution/') && !FOR_NEWCOMERS.includes(name)
  return isDistributor ? DISTRIBUTOR : HOME
}

/** Of the distributors' package: the centre itself, and what is read by who is no distributor yet. */
const FOR_NEWCOMERS = ['distribution/centre', 'distribution/apply']

/**
 * Leads on from an address that has no page: an old link, a card of another version, a slip of the pen. Call it before
 * the first page is looked for.
 */
export function leadOnFromNowhere(): void {
  Taro.onPageNotFound(() => {
    arrive()
    void Taro.redirectTo({ url: `/${pathOf('people/missing')}` }).catch(HOME.open)
  })
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
