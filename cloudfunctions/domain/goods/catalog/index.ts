export { loadProducts, pageOfProducts, type PageQuery } from './catalog.service'
export { countLowStock, foldProduct, foldStock } from './fold.service'
export type { ProductDoc, SkuDoc } from './product.model'
export { lowestPrice, skuOf, specTextOf, toCard } from './product.view'
