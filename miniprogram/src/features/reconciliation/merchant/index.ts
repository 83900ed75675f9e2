export * from './bill-view'
export * from './hooks'
