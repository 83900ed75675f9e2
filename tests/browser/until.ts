import { PATIENCE_MS } from './phone'

const LOOK_AGAIN_MS = 100

/** Looks until there is an answer other than null, undefined and false. @throws Error that says what did not come */
export async function until<T>(what: string, look: () => Promise<T | null | undefined | false>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() > giveUpAt) throw new Error(`it did not come: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
