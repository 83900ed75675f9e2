export * from './hooks'
export * from './new-product-form'
export * from './odd-prices'
export * from './product-form'
