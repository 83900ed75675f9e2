import * as z from 'zod'
import { instant } from '../fields'

/** A night's check of the books: every entry, balance, statement, commission and paid order against one another. */
export const audit = z.object({
  /** The business day on which it began. */
  day: z.string(),
  /** Documents that were looked at. */
  checked: z.int(),
  /** What does not agree, also when it was looked at again an hour later; 0 is what it should be. */
  differences: z.int(),
  finishedAt: instant,
})
export type Audit = z.infer<typeof audit>
