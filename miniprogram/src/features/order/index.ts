export * from './hooks'
export * from './order-status'
export * from './payment'
