import * as z from 'zod'
import { fen, fenInput, id, quantity, signedFen, signedFenInput, word } from '../fields'
import { LINES_MOST, SEEN_LINES_MOST, SEEN_OFFERS_MOST } from './limits'

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

/** What the buyer has seen of the price that he agrees to: what is another one now is told against it. */
export const seenPrice = z.strictObject({
  lines: z.array(z.strictObject({ lineId: id, priceFen: fenInput })).max(SEEN_LINES_MOST),
  freightFen: fenInput,
  /** What each offer changed of lines and freight together, by its `source`. */
  offers: z.array(z.strictObject({ source: id, fen: signedFenInput })).max(SEEN_OFFERS_MOST),
})

const fromTo = z.object({ fromFen: fen, toFen: fen })

/** What has changed of a price; what is as it was is not named. */
export const priceChange = z.object({
  pay: fromTo,
  /** Lines whose goods have another unit price. */
  lines: z.array(fromTo.extend({ lineId: z.string() })),
  freight: fromTo.optional(),
  /**
   * Offers that give something else now: `toFen` 0 is one that went, `fromFen` 0 one that came. Negative is cheaper.
   */
  offers: z.array(
    z.object({
      source: z.string(),
      fromFen: signedFen,
      toFen: signedFen,
      /** Why it does not apply, or else what it gives; absent when nothing is known of it any more. */
      words: z.string().optional(),
    }),
  ),
})
export type PriceChange = z.infer<typeof priceChange>
