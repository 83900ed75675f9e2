/** The emulator's clock: every part of it, the functions included, lives on this time. */
export interface MovableClock {
  /** Milliseconds since 1970 on this clock. */
  now(): number
  /** How far it has been moved: ahead of the machine's, or of where it stood. ms */
  offsetMs(): number
  /** Where it stood before it was moved, ms since 1970; absent for a clock that runs with the machine's. */
  readonly standsAt?: number
  /** Moves the clock forward by `ms` (≥ 0); listeners hear it afterwards. */
  advance(ms: number): void
  /** Calls `listener` after each move; returns the way to stop it. */
  onMove(listener: () => void): () => void
}

/**
 * A clock that runs with the machine's, ahead of it by an offset that only grows. With `standsAt` (ms since 1970) it
 * stands still there and moves by `advance` alone: nothing happens by itself, and the same steps meet the same times.
 * @param keep writes a new offset down before anything lives by it; the clock does not move when it throws
 */
export function createClock(
  initialOffsetMs = 0,
  standsAt?: number,
  keep: (offsetMs: number) => void = () => {},
): MovableClock {
  let offset = initialOffsetMs
  const listeners = new Set<() => void>()
  return {
    now: () => (standsAt ?? Date.now()) + offset,
    offsetMs: () => offset,
    ...(standsAt !== undefined && { standsAt }),
    advance(ms) {
      if (!Number.isFinite(ms) || ms < 0) throw new RangeError('the clock only moves forward')
      keep(offset + ms)
      offset += ms
      for (const listener of [...listeners]) listener()
    },
    onMove(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
