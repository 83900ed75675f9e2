export * from './ConsentLine'
export * from './hooks'
