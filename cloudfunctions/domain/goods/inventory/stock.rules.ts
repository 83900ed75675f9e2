import * as z from 'zod'
import { holding } from '../../../platform/hold'
import { wrongPlaces } from '../../../platform/wrong-places'
import type { StockDoc } from './stock.model'

const document = z.object({
  ...holding.shape,
  skuId: z.string(),
  productId: z.string(),
  available: z.int(),
  sold: z.int(),
  safety: z.int(),
  folding: z.unknown().optional(),
  trail: z.unknown().optional(),
  trailAt: z.unknown().optional(),
} satisfies Record<keyof StockDoc, z.ZodType>)

/** Where a stock document is not what it must be to be added up, by the fields that were asked for. */
export const wrongPlacesOf = (stock: object, fields?: readonly string[]): string[] =>
  wrongPlaces(document, stock, fields)
