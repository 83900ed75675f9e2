export * from './hooks'
export * from './order-status'
