export * from './hooks'
export * from './refund-view'
