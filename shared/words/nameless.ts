import { foldForSearch } from '../text/search'

/** How somebody is called who has not said a name; WeChat calls them so, too. */
export const NAMELESS = '微信用户'

/** Whether a name tells nobody apart: none, or the one that everybody begins with, however it is written. */
export function isNameless(name: string | undefined): boolean {
  const folded = foldForSearch(name ?? '')
  return folded === '' || folded === NAMELESS
}
