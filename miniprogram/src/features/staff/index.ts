export * from './claim'
export * from './owner-code'
export * from './StaffOnly'
