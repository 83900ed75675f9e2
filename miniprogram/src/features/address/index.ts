export * from './address-form'
export * from './hooks'
