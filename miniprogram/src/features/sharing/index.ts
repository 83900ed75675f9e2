export * from './cards'
export * from './hooks'
export * from './poster'
