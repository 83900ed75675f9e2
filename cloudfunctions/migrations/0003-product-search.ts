import { foldForSearch } from '@shared/text/search'
import { defineMigration } from '../platform/migration'

/** What a product was before its texts were kept folded. Some were written by hand: anything may stand there. */
interface OldProduct {
  name?: unknown
  sellingPoint?: unknown
  tag?: unknown
  listed?: unknown
  salesCount?: unknown
  searchText?: string
  everListed?: boolean
}

/** What is no text is found by nothing. */
const folded = (text: unknown): string => (typeof text === 'string' ? foldForSearch(text) : '')

export const migration = defineMigration<OldProduct>({
  id: '0003-product-search',
  collection: 'products',
  version: 2,
  what: 'products keep what is searched in, folded, and whether they were ever listed',
  reads: ['name', 'sellingPoint', 'tag', 'listed', 'salesCount', 'searchText', 'everListed'],
  // Functions of before change names and list products without it.
  again: true,
  change(product) {
    const { name, sellingPoint, tag, listed, salesCount } = product
    const searchText = [name, sellingPoint, tag].map(folded).join('\n')
    const everListed = listed === true || Number(salesCount) > 0 || product.everListed === true
    const same = searchText === product.searchText && everListed === product.everListed
    return same ? null : { set: { searchText, everListed } }
  },
})
