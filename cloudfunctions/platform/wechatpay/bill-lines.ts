import { dayOf } from '@shared/business-day'
import { BillProblem } from './bill-file'

/** A line's place in its file, for messages. */
export interface Line {
  number: number
  cells: string[]
}

/** What the parts of a bill are read by. */
export interface BillForm {
  columns: readonly string[]
  sumColumns: readonly string[]
  /** At least this many values at the start and at the end of a row are where the columns say. */
  onRow(line: Line): void
  onSums(line: Line): void
}

/**
 * Reads the lines of a bill in their order: names of columns, rows, names of sums, sums, the end. `end` has to be
 * called after the last one. Both throw BillProblem for anything else than what is expected.
 */
export function billLines(form: BillForm): { line(text: string): void; end(): void } {
  let number = 0
  let expected: 'columns' | 'rows' | 'sums' | 'end' = 'columns'
  const sumHead = form.sumColumns.join(',')
  return {
    line(text) {
      number += 1
      if (expected === 'columns') {
        if (text !== form.columns.join(',')) throw new BillProblem('unknown columns')
        expected = 'rows'
      } else if (expected === 'rows') {
        if (text === sumHead) expected = 'sums'
        else form.onRow({ number, cells: cellsOf(text, number, form.columns.length) })
      } else if (expected === 'sums') {
        const cells = cellsOf(text, number, form.sumColumns.length)
        if (cells.length !== form.sumColumns.length) throw new BillProblem('unknown sums')
        form.onSums({ number, cells })
        expected = 'end'
      } else if (text !== '') throw new BillProblem(`line ${number} after the end`)
    },
    end() {
      if (expected !== 'end') throw new BillProblem('it ends too early')
    },
  }
}

/**
 * The values of a line: each begins with a back-tick. A shop's own text may hold a comma and a back-tick, too, so
 * that there may be more of them than columns.
 */
function cellsOf(text: string, number: number, least: number): string[] {
  const cells = text.split(',`')
  if (!text.startsWith('`') || cells.length < least) throw new BillProblem(`line ${number} is no row`)
  cells[0] = cells[0]?.slice(1) ?? ''
  return cells
}

/** Fees are written with five digits behind the point: a thousandth of a fen each. */
const PLACES = 5
const PER_FEN = 1_000

/** An amount in yuan as thousandths of a fen. @throws BillProblem */
export function millis(text: string | undefined, line: Line): number {
  const match = /^(-?)(\d{1,9})(?:\.(\d{1,5}))?$/.exec(text ?? '')
  if (!match) throw new BillProblem(`line ${line.number}: no amount`)
  const [, sign, whole = '', fraction = ''] = match
  const value = Number(whole + fraction.padEnd(PLACES, '0'))
  return sign && value !== 0 ? -value : value
}

/** An amount in yuan as whole fen. @throws BillProblem */
export function fen(text: string | undefined, line: Line): number {
  const value = millis(text, line)
  if (value % PER_FEN !== 0) throw new BillProblem(`line ${line.number}: a part of a fen`)
  return value / PER_FEN
}

/** Thousandths of a fen as fen, rounded away from zero from a half on. */
export const roundToFen = (value: number): number =>
  Math.sign(value) * Math.floor((Math.abs(value) + PER_FEN / 2) / PER_FEN)

/** A number of rows; some bills write `20.0`. @throws BillProblem */
export function count(text: string | undefined, line: Line): number {
  const match = /^(\d{1,9})(?:\.0+)?$/.exec(text ?? '')
  if (!match) throw new BillProblem(`line ${line.number}: no count`)
  return Number(match[1])
}

/** An instant of Beijing's clock on the day of the bill. @throws BillProblem */
export function instant(text: string | undefined, day: string, line: Line): number {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/.exec(text ?? '')
  const at = match ? Date.parse(`${match[1]}T${match[2]}+08:00`) : NaN
  if (!Number.isFinite(at)) throw new BillProblem(`line ${line.number}: no time`)
  if (dayOf(at) !== day) throw new BillProblem(`line ${line.number}: another day`)
  return at
}

/** Compares what the last line says with what the rows add up to. @throws BillProblem */
export function sameSum(name: string, said: number, found: number): void {
  if (said !== found) throw new BillProblem(`${name} does not add up`)
}
