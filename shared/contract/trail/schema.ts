import * as z from 'zod'
import { instant } from '../fields'
import { TRAIL_KINDS, TRAIL_UNITS } from './limits'

/** A value as it stood: a number in its unit, or a text. */
const value = z.union([z.string(), z.number()])

/** One thing that was changed; without `before` it is new, without `after` it is gone. */
export const trailChange = z.object({
  /** What it is called by the merchant: 售价. */
  field: z.string(),
  /** Of which part of the subject, such as a SKU. */
  of: z.string().optional(),
  unit: z.enum(TRAIL_UNITS).optional(),
  before: value.optional(),
  after: value.optional(),
})
export type TrailChange = z.infer<typeof trailChange>

/** One deed of somebody on the staff. */
export const trailRow = z.object({
  trailId: z.string(),
  at: instant,
  kind: z.enum(TRAIL_KINDS),
  /** What was done, in the merchant's words. */
  what: z.string(),
  staffId: z.string(),
  name: z.string(),
  subject: z.object({ id: z.string(), name: z.string() }),
  changes: z.array(trailChange),
  reason: z.string().optional(),
  requestId: z.string(),
})
export type TrailRow = z.infer<typeof trailRow>

/** Somebody on the staff, as a list is narrowed to what they did. */
export const staffPerson = z.object({ staffId: z.string(), name: z.string() })
