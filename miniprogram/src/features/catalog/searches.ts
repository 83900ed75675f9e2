import { useCallback, useState } from 'react'
import { storage } from '@/platform'

const KEY = 'searches'
const MOST = 10

/** The last searches, the newest first, each word once. */
export function remembered(before: readonly string[], text: string): string[] {
  const word = text.trim()
  return word ? [word, ...before.filter((other) => other !== word)].slice(0, MOST) : [...before]
}

/** What was searched for on this phone. */
export function useSearches() {
  const [searches, setSearches] = useState<string[]>(() => storage.get<string[]>(KEY) ?? [])
  const remember = useCallback((text: string) => {
    setSearches((before) => {
      const after = remembered(before, text)
      storage.set(KEY, after)
      return after
    })
  }, [])
  const forget = useCallback(() => {
    storage.remove(KEY)
    setSearches([])
  }, [])
  return { searches, remember, forget }
}
