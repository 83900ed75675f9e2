export * from './DistributorOnly'
export * from './apply-form'
export * from './hooks'
export * from './standing'
