/** The shop's clock: every part of the local cloud, the functions included, lives on this time. */
export interface ShopClock {
  /** Milliseconds since 1970 on the shop's clock. */
  now(): number
  /** How far the shop's clock is ahead of the machine's, in ms. */
  offsetMs(): number
  /** Moves the clock forward by `ms` (≥ 0); listeners hear it afterwards. */
  advance(ms: number): void
  /** Calls `listener` after each move; returns the way to stop it. */
  onMove(listener: () => void): () => void
}

/** A clock that runs with the machine's, ahead of it by an offset that only grows. */
export function createShopClock(initialOffsetMs = 0): ShopClock {
  let offset = initialOffsetMs
  const listeners = new Set<() => void>()
  return {
    now: () => Date.now() + offset,
    offsetMs: () => offset,
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError('the clock only moves forward')
      offset += ms
      for (const listener of [...listeners]) listener()
    },
    onMove(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
