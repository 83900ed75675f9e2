import type { ScanName } from './client'
import type { OperationName } from './operations'
import { round, type Rate, type Times } from '../measure'

/** How the clients ask: one or many through the SDK, or many that send the SDK's requests without the SDK. */
export type Way = 'sdk 1' | 'sdk 50' | 'plain 50'

/** An operation, asked one way: the median of several rounds. */
export interface Row extends Rate {
  operation: OperationName
  way: Way
  /** Processor time of the local cloud, all its threads, µs an operation. */
  cloudCpuUs: number
}

/** A query over many documents: how long it takes, and the local cloud's processor time, ms. */
export interface Scan {
  ms: number
  cloudCpuMs: number
}

/** All that was measured with so many documents. */
export interface SizeResults {
  documents: number
  /** From the start of the process until it answers, ms. */
  startMs: number
  /** Processor time of that start. */
  startCpuMs: number
  rows: Row[]
  /** Absent when only some operations were measured. */
  scans?: Record<ScanName, Scan>
  /** Resident memory of the local cloud at the end, and at its most. */
  memoryMb: number
  peakMemoryMb: number
  /** After it was closed. */
  fileMb: number
}

export interface Results {
  at: string
  machine: { cpus: number; model: string; node: string; loadBefore: number; loadAfter?: number }
  seconds: number
  rounds: number
  sdkProcesses: number
  sizes: SizeResults[]
  missed: string[]
}

/** One round of a row. */
export interface Round {
  times: Times
  perSecond: number
  cloudCpuUs: number
}

/** The round in the middle, by rate. What else runs on the machine disturbs some rounds, not all. */
export function medianOf<T>(items: readonly T[], by: (item: T) => number): T {
  const sorted = [...items].sort((a, b) => by(a) - by(b))
  return sorted[Math.floor(sorted.length / 2)]!
}

export function rowOf(operation: OperationName, way: Way, rounds: readonly Round[]): Row {
  const { times, perSecond, cloudCpuUs } = medianOf(rounds, (one) => one.perSecond)
  return {
    operation,
    way,
    perSecond: round(perSecond, 0),
    count: times.count,
    p50Ms: round(times.at(0.5), 2),
    p95Ms: round(times.at(0.95), 2),
    cloudCpuUs: round(cloudCpuUs, 0),
  }
}

/** How much dearer an operation is with most documents than with fewest: the local cloud's time for it. */
const FLAT = 1.5
const RATE = 2_000
const GROUP_MS = 3_000
const MEMORY_MB = 600
const START_MS = 2_000

/** The aims that were missed, in words; where there is one size only, nothing can be said of growth. */
export function missedAims(sizes: readonly SizeResults[]): string[] {
  const missed: string[] = []
  const [first] = sizes
  for (const { documents, rows, scans, peakMemoryMb, startMs } of sizes) {
    const at = `with ${documents} documents`
    for (const { operation, way, perSecond, cloudCpuUs } of rows) {
      if (way === 'sdk 50' && perSecond < RATE) missed.push(`${operation} ${at}: ${perSecond} a second`)
      const before = first?.rows.find((row) => row.operation === operation && row.way === way)
      if (way !== 'plain 50' || !before) continue
      const factor = cloudCpuUs / before.cloudCpuUs
      if (factor > FLAT) missed.push(`${operation} ${at}: ${factor.toFixed(2)} times as dear as with few`)
    }
    if (scans && scans.groupByState.ms > GROUP_MS) missed.push(`group by ${at}: ${scans.groupByState.ms} ms`)
    if (peakMemoryMb > MEMORY_MB) missed.push(`memory ${at}: ${peakMemoryMb} MB`)
    if (startMs > START_MS) missed.push(`start ${at}: ${startMs} ms`)
  }
  return missed
}
