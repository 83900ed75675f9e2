export * from './example'
export * from './hooks'
export * from './policy-form'
