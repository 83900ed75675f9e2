import type * as Router from '@tarojs/router'
import Taro from '@tarojs/taro'
import { useCallback, useEffect, useRef, useState } from 'react'
import { arrive } from './moving'
import { useDidHide, useDidShow } from './page'

/** Asks whether the page may be left although something on it would be lost. */
type Ask = () => Promise<boolean>

/** Of the page that is shown, while it would lose something: for ways out that nobody but us watches. */
let held: Ask | undefined

/** In a browser: how many pages would lose something. */
let heldPages = 0

/** Whether the page that is shown asks before it is left: nobody else takes it away meanwhile. */
export function isGuarded(): boolean {
  return heldPages > 0
}

/** Goes on at once, or when the page that is shown may be left. */
export function whenLeft(go: () => void): void {
  if (held) void held().then((yes) => yes && go())
  else go()
}

/**
 * Guards what has been typed on a page and would be lost by leaving it. WeChat asks by itself when one goes back,
 * by whatever way (enableAlertBeforeUnload, from 2.12.0 on; older ones leave); a browser asks with `ask`, and with
 * words of its own when it is closed or loaded afresh. Opening a page on top leaves nothing.
 * @param message what WeChat asks
 * @returns lets the page go from now on: call and await it when all is saved, before going back
 */
export function useLeaveGuard(guarded: boolean, message: string, ask: Ask): () => Promise<void> {
  const [onTop, setOnTop] = useState(true)
  useDidShow(() => setOnTop(true))
  useDidHide(() => setOnTop(false))
  const latest = useRef(ask)
  latest.current = ask
  const release = useRef<() => Promise<void>>()
  const on = guarded && onTop
  useEffect(() => {
    if (!on) return undefined
    const free = hold(message, () => latest.current())
    release.current = free
    return () => void free()
  }, [on, message])
  return useCallback(async () => release.current?.(), [])
}

function hold(message: string, ask: Ask): () => Promise<void> {
  // Written out and required here alone, so that WeChat's package does not carry the browser's router.
  if (process.env.TARO_ENV === 'h5') {
    const { history } = require('@tarojs/router') as typeof Router
    return holdBrowser(history, ask)
  }
  held = ask
  void quietly(() => Taro.enableAlertBeforeUnload({ message }))
  return async () => {
    if (held === ask) held = undefined
    await quietly(() => Taro.disableAlertBeforeUnload())
  }
}

/** The browser's own way back and ours both go through the router's history, which can be held. */
function holdBrowser(history: typeof Router.history, ask: Ask): () => Promise<void> {
  let asking = false
  const block = () =>
    history.block(({ action, retry }) => {
      const pass = () => {
        unblock()
        retry()
      }
      if (action === 'PUSH') {
        pass()
        unblock = block()
      } else if (!asking) {
        asking = true
        // Nothing moves until it is answered.
        arrive()
        void ask().then((yes) => {
          asking = false
          if (yes) pass()
        })
      }
    })
  let unblock = block()
  heldPages += 1
  let isHeld = true
  return async () => {
    if (isHeld) heldPages -= 1
    isHeld = false
    unblock()
  }
}

async function quietly(call: () => unknown): Promise<void> {
  try {
    await call()
  } catch {
    // A WeChat that cannot ask lets the page go.
  }
}
