export type { StaffDoc } from './staff.model'
export { permissionsOf } from './staff.rules'
export { loadStaff, readStaff } from './staff.service'
