export type { ShelfPart } from './catalog.seams'
export {
  countLowStock,
  foldProduct,
  foldStock,
  loadProducts,
  pageOfProducts,
  rightProducts,
  toCards,
  type PageQuery,
} from './catalog.service'
export type { ProductDoc, SkuDoc } from './product.model'
export { isPublic, searchTextOf } from './product.rules'
export { lowestPrice, skuOf, specTextOf } from './product.view'
