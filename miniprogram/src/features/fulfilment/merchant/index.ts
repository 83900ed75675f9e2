export * from './hooks'
export * from './order-view'
