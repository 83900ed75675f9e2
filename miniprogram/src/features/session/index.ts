export * from './session'
export * from './startup'
