import * as z from 'zod'
import { command, query } from '../define'
import { bps, fen, id, page, pageOf, retryLater, shareCode, text } from '../fields'
import { KEYWORD } from '../catalog/limits'
import { productCard } from '../catalog/schema'

export const distributor = {
  'sharing.products': query({
    permission: 'distributor',
    input: z.strictObject({ ...page, keyword: text(KEYWORD.most, KEYWORD.least).optional() }),
    output: pageOf(productCard.extend({ earnFen: fen, rateBps: bps })),
  }),
  /** What this distributor earns with one product, for the bar on its detail page. */
  'sharing.earning': query({
    permission: 'distributor',
    input: z.strictObject({ productId: id }),
    output: z.object({ earnFen: fen, rateBps: bps }),
    errors: ['NOT_FOUND'],
  }),
  /** The distributor's share of a product (or of the shop): the same share always has the same code. */
  'sharing.create': command({
    permission: 'distributor',
    input: z.strictObject({ productId: id.optional() }),
    output: z.object({
      code: z.string(),
      title: z.string(),
      picture: z.string(),
      priceFen: fen.optional(),
      listPriceFen: fen.optional(),
      sellingPoint: z.string(),
      sharerName: z.string(),
    }),
    errors: ['NOT_FOUND'],
  }),
  /** The mini-program code of a share, as a PNG in base64; WeChat is asked once for each. */
  'sharing.code': query({
    permission: 'distributor',
    input: z.strictObject({ code: shareCode }),
    output: z.object({ pngBase64: z.string() }),
    errors: ['NOT_FOUND', 'CODE_UNAVAILABLE', 'TOO_OFTEN'],
    details: { TOO_OFTEN: retryLater },
  }),
}
