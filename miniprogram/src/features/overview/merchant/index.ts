export * from './hooks'
export * from './overview-view'
