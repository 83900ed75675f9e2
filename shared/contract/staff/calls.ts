import * as z from 'zod'
import { command } from '../define'
import { done, retryLater } from '../fields'
import { ownerCode, triesLeft } from './schema'

export const storefront = {
  /**
   * Makes the caller an owner of the shop, by a code that its deployment has printed: good once, for some days. The
   * same person may send it again when the answer was lost.
   */
  'staff.claim': command({
    permission: 'member',
    input: z.strictObject({ code: ownerCode }),
    output: done,
    errors: ['OWNER_CODE_WRONG', 'OWNER_CODE_TRIES'],
    details: { OWNER_CODE_WRONG: triesLeft, OWNER_CODE_TRIES: retryLater },
  }),
}
