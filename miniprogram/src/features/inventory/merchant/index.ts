export * from './hooks'
export * from './stock'
