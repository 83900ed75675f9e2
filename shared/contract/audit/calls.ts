import * as z from 'zod'
import { query } from '../define'
import { nothing } from '../fields'
import { audit } from './schema'

export const merchant = {
  /** The latest check of the books that is done; nothing before the first one. */
  'audit.latest': query({
    permission: 'staff:bill.reconcile',
    input: nothing,
    output: z.object({ latest: audit.optional() }),
  }),
}
