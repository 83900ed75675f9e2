export * from './hooks'
export * from './opening'
