import type { MovableClock } from '../base'

/** The clock where all workers can read it: its offset, and where it stands (0 while it runs with the machine's). */
export interface ClockCell {
  buffer: SharedArrayBuffer
  close(): void
}

export function createClockCell(clock: MovableClock): ClockCell {
  const buffer = new SharedArrayBuffer(16)
  const cell = new BigInt64Array(buffer)
  Atomics.store(cell, 1, BigInt(clock.standsAt ?? 0))
  const write = () => void Atomics.store(cell, 0, BigInt(Math.round(clock.offsetMs())))
  write()
  return { buffer, close: clock.onMove(write) }
}
