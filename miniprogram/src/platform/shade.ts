import { useEffect } from 'react'
import { isWeb } from './env'

/**
 * The router shades a page 350 ms after another one was opened on it, and does so as well when that one is gone by
 * then.
 */
const SHADED_MS = 400

/**
 * In a browser: whoever goes back at once, before the page below was shaded, would be left with an empty screen.
 * Call it in the App.
 */
export function useUnshaded(): void {
  useEffect(() => {
    if (!isWeb) return undefined
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => unshade(document, location.hash), SHADED_MS)
    }
    window.addEventListener('hashchange', look)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('hashchange', look)
    }
  }, [])
}

/** Shows the page of this address: the newest of its path. */
export function unshade(root: ParentNode, hash: string): void {
  const path = hash.slice(1).split('?')[0]
  const pages = [...root.querySelectorAll('.taro_page')].filter((page) => page.id.split('?')[0] === path)
  pages.at(-1)?.classList.remove('taro_page_shade')
}
