import * as z from 'zod'
import { command, query } from '../define'
import { instant, nothing } from '../fields'
import { isProtection } from './limits'
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
    }),
    output: z.object({ version: z.int() }),
    errors: ['VERSION_CONFLICT'],
  }),
}
