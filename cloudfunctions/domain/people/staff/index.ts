export type { StaffDoc } from './staff.model'
export { findStaff } from './staff.repo'
export { permissionsOf, readStaff } from './staff.service'
