export * from './checkout'
export * from './problems'
export * from './quote-view'
