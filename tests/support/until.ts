/** How long a user would have to be patient on a slow machine that does other things, too. */
export const PATIENCE_MS = 60_000
const LOOK_AGAIN_MS = 100

type Found<T> = T | null | undefined | false

/**
 * For what has no event to await: looks until there is an answer other than null, undefined and false.
 * @throws Error that says what did not come
 */
export async function until<T>(what: string, look: () => Found<T> | Promise<Found<T>>): Promise<T> {
  const giveUpAt = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== null && found !== undefined && found !== false) return found
    if (performance.now() > giveUpAt) throw new Error(`it did not come: ${what}`)
    // eslint-disable-next-line no-restricted-syntax -- the one place that looks again and again
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
}
