import { nameOf, type Outcome } from './case'
import type { Violation } from './invariants'

/** What was run of one flow. */
export interface Tally {
  readonly flow: string
  /** Requests that the flow makes of the world around it. */
  readonly operations: number
  /** Single faults that there are. */
  readonly faults: number
  runs: number
  /** Runs in which what was planned did not come about: the flow took another way. */
  unmet: number
  violations: number
}

export interface Progress {
  step(done: number): void
  /** Writes a line above the bar. */
  say(line: string): void
  end(): void
}

const WIDTH = 32
/** Where there is no terminal. */
const LINES = 50

/** A bar on a terminal; elsewhere a line now and then. */
export function createProgress(title: string, total: number): Progress {
  const isTerminal = process.stderr.isTTY
  const startedAt = Date.now()
  let lastPart = -1
  const bar = (done: number) => {
    const filled = Math.round((done / total) * WIDTH)
    const seconds = (Date.now() - startedAt) / 1000
    const left = done > 0 ? Math.round((seconds / done) * (total - done)) : 0
    return `${title} [${'█'.repeat(filled)}${'·'.repeat(WIDTH - filled)}] ${done}/${total}, ${left} s left`
  }
  const write = (text: string) => void process.stderr.write(text)
  return {
    step(done) {
      if (isTerminal) return write(`\r\x1b[K${bar(done)}`)
      const part = Math.floor((done / total) * LINES)
      if (part !== lastPart) write(`${bar(done)}\n`)
      lastPart = part
    },
    say: (line) => write(isTerminal ? `\r\x1b[K${line}\n` : `${line}\n`),
    end: () => isTerminal && write('\n'),
  }
}

/** Violations, a line each. */
export const listOf = (violations: readonly Violation[]): string =>
  violations.map(({ rule, subject, detail }) => `\n    ${rule} ${subject}: ${detail}`).join('')

/** What an outcome that must not be looks like, with the command that brings it about again. */
export function describeFailure(outcome: Outcome): string {
  const name = nameOf(outcome.case)
  const again = `✗ ${name}${listOf(outcome.violations)}\n    again: npm run test:faults -- --case '${name}'`
  const { together } = outcome
  if (together.length === 1) return again
  const all = together.map((one) => ` --case '${nameOf(one)}'`).join('')
  return `${again}\n    or with all that ran beside it: npm run test:faults -- --together ${together.length}${all}`
}

/** Flows, operations, faults, runs, violations. */
export function table(tallies: readonly Tally[]): string {
  const header = ['flow', 'operations', 'faults', 'runs', 'not met', 'violations']
  const rows = tallies.map((tally) => [
    tally.flow,
    ...[tally.operations, tally.faults, tally.runs, tally.unmet, tally.violations].map(String),
  ])
  const sum = (pick: (tally: Tally) => number) =>
    String(tallies.reduce((total, tally) => total + pick(tally), 0))
  const total = [
    'all',
    sum(({ operations }) => operations),
    sum(({ faults }) => faults),
    sum(({ runs }) => runs),
    sum(({ unmet }) => unmet),
    sum(({ violations }) => violations),
  ]
  const all = [header, ...rows, total]
  const widths = header.map((_, column) => Math.max(...all.map((row) => (row[column] ?? '').length)))
  return all
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n')
}
