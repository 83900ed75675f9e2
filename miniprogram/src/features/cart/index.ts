export * from './cart-view'
export * from './hooks'
