export * from './hooks'
export * from './product-form'
