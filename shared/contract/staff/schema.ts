import * as z from 'zod'
import { OWNER_CODE, OWNER_CODE_TYPED } from './limits'

/** As somebody types or pastes it: what stands between the characters goes, and small letters are large ones. */
export const ownerCode = z
  .string()
  .max(OWNER_CODE_TYPED)
  .overwrite((text) => text.replace(/[\s-]/g, '').toUpperCase())
  .regex(OWNER_CODE)

/** How many more codes the same person may try for now. */
export const triesLeft = z.object({ left: z.int().min(0) })
