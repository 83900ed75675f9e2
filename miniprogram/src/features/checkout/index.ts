export * from './hooks'
export * from './problems'
export * from './quote-view'
