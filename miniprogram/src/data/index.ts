export * from './calls'
export * from './client'
export * from './session'
export * from './startup'
