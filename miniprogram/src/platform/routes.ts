import { pagePath, type RouteName } from '@shared/page-path'
import type { RouteParams } from '../collected/params'

export type { RouteName }

/** The pages of the main package are the tabs: whatever is not one lies in a package. */
export type TabName = Exclude<RouteName, `${string}/${string}`>

export type ParamsOf<N extends RouteName> = N extends keyof RouteParams
  ? RouteParams[N]
  : Record<never, string>

/** A page's address without the leading slash, as share cards and mini codes want it. */
export function pathOf<N extends RouteName>(name: N, params?: ParamsOf<N>): string {
  return pagePath(name, params as Readonly<Record<string, string | undefined>> | undefined)
}

export function isTab(name: RouteName): name is TabName {
  return !name.includes('/')
}
