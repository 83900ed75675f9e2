import { readDistributorCaller } from '../domain/distribution/distributor'
import { readStaff } from '../domain/people/staff'
import type { CallerReaders } from '../platform/context'

/** Who may call what, read once by the door of each function. */
export const readers: CallerReaders = { distributor: readDistributorCaller, staff: readStaff }
