import Taro, { useDidShow } from '@tarojs/taro'
import { useEffect, useRef } from 'react'
import { isWeb } from './env'
import { decode } from './navigation'

/**
 * The share code (分享场景值) this visit came with, or undefined.
 * A mini code and a share card both carry it as the query's `scene`; a mini code's is URL-encoded.
 */
export function currentScene(): string | undefined {
  const query: Record<string, unknown> = isWeb ? webQuery() : (Taro.getEnterOptionsSync().query ?? {})
  const { scene } = query
  return typeof scene === 'string' && scene !== '' ? decode(scene) : undefined
}

/**
 * Tells the scene on launch and every time the app is shown: a running mini-program that is opened from
 * another card gets no new launch, and the options a page was loaded with are stale then.
 * The same code arriving again is told again: a newer touch counts. Call it in the App.
 */
export function useScene(onScene: (scene: string) => void): void {
  const latest = useRef(onScene)
  latest.current = onScene
  const tell = () => {
    const scene = currentScene()
    if (scene) latest.current(scene)
  }
  useDidShow(() => {
    if (!isWeb) tell()
  })
  useEffect(() => {
    if (!isWeb) return undefined
    // A browser shows the app once; a card opens another address in it.
    let seen: string | undefined
    const look = () => {
      const address = location.hash
      if (address !== seen) tell()
      seen = address
    }
    look()
    window.addEventListener('hashchange', look)
    return () => window.removeEventListener('hashchange', look)
  }, [])
}

function webQuery(): Record<string, string> {
  const hashQuery = location.hash.split('?')[1] ?? ''
  return Object.fromEntries([...new URLSearchParams(location.search), ...new URLSearchParams(hashQuery)])
}
