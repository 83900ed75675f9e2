export * from './StaffOnly'
