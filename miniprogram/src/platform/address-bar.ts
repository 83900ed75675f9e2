import Taro from '@tarojs/taro'
import { useEffect } from 'react'
import { isWeb } from './env'
import { isGuarded } from './leaving'
import { decode } from './navigation'

/** Long enough for the router to have shown its page. */
const SETTLED_MS = 300

/**
 * A card or a reader may put another address into a browser's bar. The router then looks for a page of the same
 * path below and shows that one, though it was opened for something else: such a page is loaded afresh.
 * Call it in the App.
 */
export function useAddressBar(): void {
  useEffect(() => {
    if (!isWeb) return undefined
    let timer: ReturnType<typeof setTimeout>
    const look = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        // A form that asks whether it may be left has put its own address back, or is about to.
        if (isGuarded()) return
        if (!shows(location.hash, Taro.getCurrentInstance().router?.params ?? {})) location.reload()
      }, SETTLED_MS)
    }
    window.addEventListener('hashchange', look)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('hashchange', look)
    }
  }, [])
}

/** Whether a page that was opened with `params` is what this address asks for. */
export function shows(hash: string, params: Record<string, string | undefined>): boolean {
  const wanted = [...new URLSearchParams(hash.split('?')[1] ?? '')].filter(([key]) => key !== 'stamp')
  return wanted.every(([key, value]) => decode(params[key] ?? '') === decode(value))
}
