export type { StaffDoc } from './staff.model'
export { findAllStaff } from './staff.repo'
export { permissionsOf, shownName } from './staff.rules'
export { loadStaff, readStaff, wrongStaff } from './staff.service'
