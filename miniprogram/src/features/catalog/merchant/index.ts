export * from './hooks'
export * from './new-product-form'
export * from './product-form'
