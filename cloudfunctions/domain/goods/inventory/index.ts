export { adjustStock } from './adjust.service'
export {
  holdStock,
  releaseHolds,
  restock,
  sellHolds,
  sweepOrphanHolds,
  unholdStock,
  type HeldOrder,
  type HoldLine,
} from './hold.service'
export { heldOf, newStock, stockId, type Hold, type StockDoc } from './stock.model'
export {
  availableBySku,
  foldedStock,
  openStock,
  productsToFold,
  stockOfProducts,
  stockOfSku,
  type SkuStock,
} from './stock.service'
