import Taro from '@tarojs/taro'
import { useCallback, useState } from 'react'
import { isWeb } from './env'
import { useParams } from './navigation'
import { pathOf, type ParamsOf, type RouteName } from './routes'

/** What of a page is looked at (a tab, a word that is searched for), and how it changes. */
export type Addressed = readonly [value: string | undefined, change: (value: string | undefined) => void]

/**
 * A parameter of this page that changes while it is open. In a browser its address says so at once: whoever loads the
 * page afresh, keeps its address or sends it on sees the same. WeChat has no address, and loads no page afresh.
 */
export function useAddressed<N extends RouteName>(name: N, key: keyof ParamsOf<N> & string): Addressed {
  const opened = useParams(name)[key] as string | undefined
  const [value, setValue] = useState(opened)
  const change = useCallback(
    (next: string | undefined) => {
      setValue(next)
      if (isWeb) rewrite(name, key, next)
    },
    [name, key],
  )
  return [value, change]
}

/** No page is opened by it: the router is not told. Another page that is opening meanwhile keeps its own address. */
function rewrite(name: RouteName, key: string, value: string | undefined): void {
  if (location.hash.split('?')[0] !== `#/${pathOf(name)}`) return
  history.replaceState(history.state, '', changedHash(location.hash, key, value))
  // What the page was opened with is compared with the address when one comes back to it.
  const params = Taro.getCurrentInstance().router?.params
  if (params) params[key] = value ?? ''
}

/** `#/packages/goods/list/index?sort=sales` with one parameter changed, or without it. */
export function changedHash(hash: string, key: string, value: string | undefined): string {
  const [path = '', query = ''] = hash.split('?')
  const others = query.split('&').filter((pair) => pair !== '' && pair.split('=')[0] !== key)
  const pairs = value ? [...others, `${key}=${encodeURIComponent(value)}`] : others
  return pairs.length > 0 ? `${path}?${pairs.join('&')}` : path
}
