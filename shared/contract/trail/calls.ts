import * as z from 'zod'
import { query } from '../define'
import { id, nothing, page, pageOf } from '../fields'
import { TRAIL_KINDS } from './limits'
import { staffPerson, trailRow } from './schema'

export const merchant = {
  /** What the staff has done, newest first. Nothing changes it or takes it away. */
  'trail.list': query({
    permission: 'staff:trail.read',
    input: z.strictObject({ ...page, kind: z.enum(TRAIL_KINDS).optional(), staffId: id.optional() }),
    output: pageOf(trailRow),
  }),
  /** Everybody on the staff, to narrow the list to one of them. */
  'trail.people': query({
    permission: 'staff:trail.read',
    input: nothing,
    output: z.object({ items: z.array(staffPerson) }),
  }),
}
