export { adjustStock } from './adjust.service'
export { holdStock, unholdStock, type HoldLine } from './hold.service'
export { heldOf, newStock, stockId, type Hold, type StockDoc } from './stock.model'
export { releaseHolds, restock, sellHolds, type HeldOrder } from './sale.service'
export {
  availableBySku,
  foldedStock,
  productsToFold,
  stockOfProducts,
  stockOfSku,
  type SkuStock,
} from './stock.service'
export { sweepOrphanHolds } from './sweep.service'
