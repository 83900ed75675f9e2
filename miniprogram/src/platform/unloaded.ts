import type * as Router from '@tarojs/router'
import Taro from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { isGuarded } from './leaving'
import { arrive } from './moving'

/**
 * A browser loads a page's code when it is opened: when that does not come (no network, a server that is gone, a newer
 * build that replaced it), the page below stays and nothing would be said. `ask` says so and asks whether to try again.
 * Another try loads everything afresh, once the server answers. WeChat tells by itself. Call it in the App.
 */
export function useUnloaded(ask: () => Promise<boolean>): void {
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    // Written out and required here alone, so that WeChat's package does not carry the browser's router.
    if (process.env.TARO_ENV === 'h5') {
      const { history } = require('@tarojs/router') as typeof Router
      return watch(history, () => latest.current())
    }
    return undefined
  }, [])
}

function watch(router: typeof Router.history, ask: () => Promise<boolean>): () => void {
  let opened = false
  const unlisten = router.listen(({ action }) => (opened = action === 'PUSH'))
  let asking = false
  const missed = (event: PromiseRejectionEvent) => {
    if (!isUnloaded(event.reason)) return
    event.preventDefault()
    arrive()
    if (asking) return
    asking = true
    void askOn(ask).then((again) => {
      asking = false
      if (again) location.reload()
      // The address is that of the page that stayed, unless a form on it would ask about being left.
      else if (opened && !isGuarded()) router.back()
    })
  }
  window.addEventListener('unhandledrejection', missed)
  return () => {
    unlisten()
    window.removeEventListener('unhandledrejection', missed)
  }
}

/** Whether this is code or a style sheet that did not come, as the bundler says it. */
export function isUnloaded(reason: unknown): boolean {
  const { name, code } = (reason ?? {}) as { name?: unknown; code?: unknown }
  return name === 'ChunkLoadError' || code === 'CSS_CHUNK_LOAD_FAILED'
}

/** Asks until the server answers (true) or it is given up (false). */
async function askOn(ask: () => Promise<boolean>): Promise<boolean> {
  if (Taro.getCurrentPages().length === 0) return false
  while (await ask()) {
    const answered = await fetch(location.pathname, { method: 'HEAD', cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    )
    if (answered) return true
  }
  return false
}
