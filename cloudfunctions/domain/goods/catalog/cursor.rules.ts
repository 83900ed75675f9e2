import { AppError } from '@shared/contract/errors'
import * as z from 'zod'

/** Where a page ended: the sort field's value and the id of its last product. */
export interface Position {
  readonly value: number
  readonly id: string
}

const position = z.tuple([z.number(), z.string().max(64)])

export function encodeCursor({ value, id }: Position): string {
  return Buffer.from(JSON.stringify([value, id])).toString('base64url')
}

/** @throws AppError BAD_INPUT for anything that `encodeCursor` did not make */
export function decodeCursor(cursor: string | undefined): Position | undefined {
  if (cursor === undefined) return undefined
  try {
    const [value, id] = position.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
    return { value, id }
  } catch (error) {
    throw new AppError('BAD_INPUT', { cause: error })
  }
}
