export * from './delivery'
export * from './hooks'
export * from './order-view'
export * from './waybill'
