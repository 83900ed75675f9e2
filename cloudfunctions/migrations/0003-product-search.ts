import { foldForSearch } from '@shared/text/search'
import { defineMigration } from '../platform/migration'

/** What a product was before its texts were kept folded. Some were written by hand, and lack what is optional. */
interface OldProduct {
  name?: string
  sellingPoint?: string
  tag?: string
  listed?: boolean
  salesCount?: number
  searchText?: string
  everListed?: boolean
}

export const migration = defineMigration<OldProduct>({
  id: '0003-product-search',
  collection: 'products',
  version: 2,
  what: 'products keep what is searched in, folded, and whether they were ever listed',
  reads: ['name', 'sellingPoint', 'tag', 'listed', 'salesCount', 'searchText', 'everListed'],
  // Functions of before change names and list products without it.
  again: true,
  change(product) {
    const { name = '', sellingPoint = '', tag = '', listed = false, salesCount = 0 } = product
    const searchText = [name, sellingPoint, tag].map(foldForSearch).join('\n')
    const everListed = listed || salesCount > 0 || product.everListed === true
    const same = searchText === product.searchText && everListed === product.everListed
    return same ? null : { set: { searchText, everListed } }
  },
})
