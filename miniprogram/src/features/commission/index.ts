export * from './commission-view'
export * from './hooks'
