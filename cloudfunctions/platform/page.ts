import { AppError } from '@shared/contract/errors'

/**
 * Pages of lists that are sorted by an instant, newest first. A cursor says the instant of the last row and how
 * many rows of that instant were shown: it holds no id, so it tells a client nothing that is not its own.
 */

export const PAGE_SIZE = 20

export interface Position {
  at: number
  skip: number
}

/** @throws AppError BAD_INPUT for anything that `pageOf` did not make */
export function positionOf(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined
  const [, at, skip] = /^(\d{1,15})-(\d{1,6})$/.exec(cursor) ?? []
  if (at === undefined || skip === undefined) throw new AppError('BAD_INPUT')
  return { at: Number(at), skip: Number(skip) }
}

/** Cuts what was found (one row more than a page, if there are more) to a page. */
export function pageOf<T>(
  found: readonly T[],
  atOf: (row: T) => number,
  from: Position | undefined,
): { items: T[]; nextCursor?: string } {
  const items = found.slice(0, PAGE_SIZE)
  const last = items.at(-1)
  if (found.length <= PAGE_SIZE || last === undefined) return { items }
  const at = atOf(last)
  const same = items.filter((row) => atOf(row) === at).length
  return { items, nextCursor: `${at}-${same + (from?.at === at ? from.skip : 0)}` }
}
