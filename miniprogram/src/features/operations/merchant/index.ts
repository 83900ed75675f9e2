export * from './hooks'
export * from './parked-view'
