import { foldForSearch } from '@shared/text/search'
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
