export * from './example'
export * from './hooks'
export * from './policy-form'
export * from './versions'
