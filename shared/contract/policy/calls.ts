import * as z from 'zod'
import { command, query } from '../define'
import { bps, instant, nothing, page, pageOf, text } from '../fields'
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
      /** The rates of three levels that nobody has signed for: the first two of them count until the owner does. */
      unsignedRates: z.array(bps).optional(),
    }),
  }),
  /** Every version there was, newest first; the first one is valid now. An order names the one it was placed under. */
  'policy.versions': query({
    permission: 'staff:policy.write',
    input: z.strictObject(page),
    output: pageOf(
      z.object({
        version: z.int(),
        changedAt: instant,
        changedBy: z.string().optional(),
        ...policyAnswer,
      }),
    ),
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
