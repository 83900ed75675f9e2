import * as z from 'zod'
import { command, query } from '../define'
import { id, page, pageOf, word } from '../fields'
import { parkedDocument } from './schema'

export const merchant = {
  /** What has failed so often that somebody should look, the longest first within each kind. */
  'operations.parked': query({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ ...page }),
    output: pageOf(parkedDocument),
  }),
  /**
   * Tries it again now, because somebody has mended the cause. Answers what is parked still; nothing when all is done.
   */
  'operations.retry': command({
    permission: 'staff:bill.reconcile',
    input: z.strictObject({ kind: word, documentId: id }),
    output: z.object({ parked: parkedDocument.optional() }),
    errors: ['NOT_FOUND'],
  }),
}
