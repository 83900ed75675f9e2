import { rfc3339 } from '../format'

/**
 * The bytes of a bill: a byte order mark, lines that end in CR LF, values with a back-tick before them, names of
 * columns without. The mark and the last line break count for the SHA-1.
 */
export function billFile(parts: {
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  sumColumns: readonly string[]
  sums: readonly string[]
}): string {
  const lines = [
    parts.columns.join(','),
    ...parts.rows.map(values),
    parts.sumColumns.join(','),
    values(parts.sums),
  ]
  return `\ufeff${lines.join('\r\n')}\r\n`
}

const values = (cells: readonly string[]): string => cells.map((cell) => `\`${escaped(cell)}`).join(',')

/** Line breaks within a value are written out (特殊字符转义). */
const escaped = (cell: string): string =>
  cell.replaceAll('\u0001', ' ').replaceAll('\r', '\\r').replaceAll('\n', '\\n')

/** Fen as yuan: `12.30`; with `places` 5 as fees are written: `0.07000`. */
export function yuan(fen: number, places: 2 | 5 = 2): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2).padEnd(places, '0')}`
}

/** `2026-11-20 23:59:59`, Beijing. */
export const billTime = (at: number): string => rfc3339(at).slice(0, 19).replace('T', ' ')

export const total = <Item>(items: readonly Item[], of: (item: Item) => number): number =>
  items.reduce((sum, item) => sum + of(item), 0)
