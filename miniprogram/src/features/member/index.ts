export * from './address-form'
export * from './addresses'
export * from './profile'
