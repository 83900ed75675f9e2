export * from './hooks'
