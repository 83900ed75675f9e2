import type { WechatContext } from './context'

/** Whether the mini-program has this page; a query behind it does not matter. */
export function isPublished({ pages }: Pick<WechatContext, 'pages'>, page: string): boolean {
  return pages === undefined || pages.includes(page.split('?', 1)[0] ?? '')
}
