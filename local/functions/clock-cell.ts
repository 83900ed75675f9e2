import type { ShopClock } from '../clock'

/** The clock's offset where all workers can read it. */
export interface ClockCell {
  buffer: SharedArrayBuffer
  close(): void
}

export function createClockCell(clock: ShopClock): ClockCell {
  const buffer = new SharedArrayBuffer(8)
  const cell = new BigInt64Array(buffer)
  const write = () => void Atomics.store(cell, 0, BigInt(Math.round(clock.offsetMs())))
  write()
  return { buffer, close: clock.onMove(write) }
}
