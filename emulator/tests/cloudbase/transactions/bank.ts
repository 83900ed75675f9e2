import type { CloudbaseOptions } from '../../../src/cloudbase'
import { startTestCloud, type Database, type TestCloud } from '../sdk'
import { collection, index } from '../specs'

/** A collection with a unique key, and two documents in it. */
export interface Bank extends TestCloud {
  readonly t: ReturnType<Database['collection']>
  /** The document as everybody sees it, or undefined. */
  one(id: string): Promise<unknown>
  /** Empties it and puts `a` and `b` back. */
  fresh(): Promise<void>
}

/** As the tests of CloudBase's own SDK expect them. */
export const CONFLICT = {
  code: 'DATABASE_TRANSACTION_CONFLICT',
  message: expect.stringContaining(
    '[ResourceUnavailable.TransactionConflict] Transaction is conflict',
  ) as string,
}
export const ENDED = {
  code: 'DATABASE_TRANSACTION_FAIL',
  message: expect.stringContaining(
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist',
  ) as string,
}
export const DUPLICATE = {
  code: 'DATABASE_DUPLICATE_WRITE',
  message: expect.stringContaining('E11000 duplicate key') as string,
}

export async function openBank(options: Partial<CloudbaseOptions> = {}): Promise<Bank> {
  // The SDK warns of calls which wait, as if they were slow.
  process.env['SILENCE'] = 'true'
  const cloud = await startTestCloud({
    indexes: [collection('t', index('k', true, 'k'), index('tags', false, 'tags', 'marks'))],
    ...options,
  })
  const t = cloud.db.collection('t')
  return {
    ...cloud,
    t,
    one: async (id) => (await t.doc(id).get()).data[0],
    async fresh() {
      cloud.server.reset()
      await t.add([
        { _id: 'a', k: 1, n: 10 },
        { _id: 'b', k: 2, n: 20 },
      ])
    },
  }
}
