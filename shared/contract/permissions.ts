import type { STAFF_PERMISSIONS } from './collected/permissions'

/** What somebody on the staff may be allowed to do; the owner may do everything. Each domain names its own. */
export { STAFF_PERMISSIONS } from './collected/permissions'
export type StaffPermission = (typeof STAFF_PERMISSIONS)[number]

/**
 * Who may make a call. `anyone`: whoever opens the mini-program. `member`: a caller with an identity.
 * `distributor`: an approved, active distributor (推广员). `staff:…`: staff with that permission.
 */
export type Permission = 'anyone' | 'member' | 'distributor' | `staff:${StaffPermission}`
