import * as z from 'zod'
import { fen, id, quantity, word } from '../fields'
import { LINES_MOST } from './limits'

/** A line without an id of its own is known by its SKU. */
export const orderLineInput = z.strictObject({ lineId: id.optional(), productId: id, skuId: id, quantity })
export const lines = z
  .array(orderLineInput)
  .min(1)
  .max(LINES_MOST)
  .refine(
    (all) => new Set(all.map((line) => line.lineId ?? line.skuId)).size === all.length,
    'a line stands twice',
  )

/** What the buyer chose of each domain's offers, by the domain's name: a coupon's id, points. */
export const choices = z
  .record(word, z.union([id, z.int().min(0), z.boolean()]))
  .refine((all) => Object.keys(all).length <= 8, 'too many choices')
  .default({})

/** Why an offer does not apply, and by how much it is missed. */
export const whyNot = z.object({
  kind: z.string(),
  source: z.string(),
  words: z.string(),
  missingFen: fen.optional(),
})
