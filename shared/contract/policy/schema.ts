import * as z from 'zod'
import { bps, bpsInput } from '../fields'
import { FREEZE_DAYS, LEVELS_MOST, PROTECTED_DAYS, RATES_MOST_BPS, VALID_DAYS } from './limits'

/** How commission is reckoned and paid. A change makes a new version; an order keeps the one it was placed under. */
export const commissionPolicy = z.strictObject({
  /** One rate a level, nearest distributor first: 1 to 3 levels, at most 50 % in all. */
  rates: z
    .array(bpsInput)
    .min(1)
    .max(LEVELS_MOST)
    .refine(
      (rates) => rates.reduce((sum, rate) => sum + rate, 0) <= RATES_MOST_BPS,
      'rates above 50 % in all',
    ),
  /** `sales`: on what the buyer pays for the goods; `profit`: on that less the cost. */
  base: z.enum(['sales', 'profit']),
  /** Days after receipt before a commission may be settled. */
  freezeDays: z.int().min(FREEZE_DAYS.least).max(FREEZE_DAYS.most),
  cycle: z.enum(['daily', 'weekly', 'monthly']),
})
export type CommissionPolicy = z.infer<typeof commissionPolicy>

/** How a share binds a buyer to a distributor. */
export const bindingPolicy = z.strictObject({
  /** `first`: a valid binding stays. `last`: another distributor's link takes over once the protection is over. */
  mode: z.enum(['first', 'last']),
  validDays: z.int().min(VALID_DAYS.least).max(VALID_DAYS.most),
  /** 保护期: days in which no other distributor can take the customer over. */
  protectedDays: z.int().min(PROTECTED_DAYS.least).max(PROTECTED_DAYS.most),
})
export type BindingPolicy = z.infer<typeof bindingPolicy>

/** The policy as it is answered: bounds are for who changes it, and never keep from showing what is valid. */
export const policyAnswer = {
  commission: z.object({ ...commissionPolicy.shape, rates: z.array(bps), freezeDays: z.int() }),
  binding: z.object({ ...bindingPolicy.shape, validDays: z.int(), protectedDays: z.int() }),
}

export const DEFAULT_COMMISSION_POLICY: CommissionPolicy = {
  rates: [2_000, 1_000, 500],
  base: 'sales',
  freezeDays: 7,
  cycle: 'daily',
}

export const DEFAULT_BINDING_POLICY: BindingPolicy = { mode: 'first', validDays: 365, protectedDays: 30 }
