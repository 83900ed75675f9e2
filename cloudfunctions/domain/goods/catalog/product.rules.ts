import { foldForSearch } from '@shared/text/search'
import * as z from 'zod'
import type { ProductDoc } from './product.model'

export type ProductTexts = Pick<ProductDoc, 'name' | 'sellingPoint' | 'tag'>

/** What a product is found by, folded: no word goes from one of its texts into the next. */
export function searchTextOf({ name, sellingPoint, tag }: Partial<ProductTexts>): string {
  return [name, sellingPoint, tag].map((text) => foldForSearch(text ?? '')).join('\n')
}

/** Whether buyers may see a product at all, also when it can no longer be bought: drafts are the shop's own. */
export function isPublic(product: Pick<ProductDoc, 'listed' | 'everListed'>): boolean {
  return product.listed || product.everListed
}

const amountFen = z.int().min(0).max(1_000_000_000)

/** What lists, carts and orders go by; a card has no costs. */
const needed = z.object({
  name: z.string(),
  pictures: z.array(z.string()),
  listed: z.boolean(),
  skus: z
    .array(
      z.object({
        skuId: z.string(),
        priceFen: amountFen,
        listPriceFen: amountFen,
        costFen: amountFen.optional(),
      }),
    )
    .min(1),
})

/**
 * Where a product is not what it must be to be shown and sold, such as `skus.0.priceFen`: products may be written by
 * hand, too. Never what stands there.
 */
export function wrongPlacesOf(product: object): string[] {
  return needed.safeParse(product).error?.issues.map(({ path }) => path.join('.')) ?? []
}
