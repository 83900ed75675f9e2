export * from './hooks'
export * from './trail-view'
