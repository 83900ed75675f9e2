import type { routes } from './collected/routes'

/** The name of a page, which says where it lies: `home` is a tab, `goods/detail` is a page of the package `goods`. */
export type RouteName = keyof typeof routes

/**
 * A page's address without the leading slash, as share cards, mini codes and messages want it. What is not set is left
 * out. It follows from the name, so that no phone carries a table of all pages.
 */
export function pagePath(name: RouteName, params: Readonly<Record<string, string | undefined>> = {}): string {
  const page = `${name.includes('/') ? 'packages' : 'pages'}/${name}/index`
  const query = Object.entries(params)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
  return query ? `${page}?${query}` : page
}
