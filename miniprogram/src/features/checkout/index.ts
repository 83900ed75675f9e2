export * from './checkout'
export * from './price-change'
export * from './problems'
export * from './quote-view'
