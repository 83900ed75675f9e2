export * from './audit-view'
export * from './hooks'
