import * as z from 'zod'
import { command, query } from '../define'
import { instant, nothing, text } from '../fields'
import { isProtection, SIGNED_NAME } from './limits'
import { bindingPolicy, commissionPolicy, policyAnswer } from './schema'

export const merchant = {
  'policy.get': query({
    permission: 'staff:policy.write',
    input: nothing,
    output: z.object({
      version: z.int(),
      ...policyAnswer,
      changedAt: instant,
    }),
  }),
  'policy.save': command({
    permission: 'staff:policy.write',
    input: z.strictObject({
      version: z.int().min(0),
      commission: commissionPolicy,
      binding: bindingPolicy.refine(
        ({ protectedDays, validDays }) => isProtection(protectedDays, validDays),
        'protected longer than valid',
      ),
      /** The owner's signature below the explanation of this version; needed to begin with three levels. */
      threeLevels: z
        .strictObject({ textVersion: z.int(), name: text(SIGNED_NAME.most, SIGNED_NAME.least) })
        .optional(),
    }),
    output: z.object({ version: z.int() }),
    errors: ['VERSION_CONFLICT', 'THREE_LEVELS_UNCONFIRMED', 'THREE_LEVELS_OWNER'],
  }),
}
