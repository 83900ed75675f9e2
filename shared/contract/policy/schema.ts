import * as z from 'zod'
import { bps, bpsInput, instant } from '../fields'
import { FREEZE_DAYS, LEVELS_FREELY, LEVELS_MOST, PROTECTED_DAYS, RATES_MOST_BPS, VALID_DAYS } from './limits'

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

/** That the owner has read what three levels may cost the shop, and by which name and when. */
export const threeLevelsConfirmed = z.strictObject({
  /** Who signed, by openid. */
  staffId: z.string(),
  /** As it was signed. */
  name: z.string().min(1),
  at: instant,
  /** The version of the explanation that was read, and of the policy that it was signed for. */
  textVersion: z.int(),
  policyVersion: z.int(),
})
export type ThreeLevelsConfirmed = z.infer<typeof threeLevelsConfirmed>

/** The policy as a shop keeps it: with the owner's confirmation as long as a third level is paid, else without. */
export const keptCommissionPolicy = commissionPolicy
  .extend({ threeLevels: threeLevelsConfirmed.optional() })
  .refine(({ rates, threeLevels }) => rates.length <= LEVELS_FREELY || threeLevels !== undefined, {
    path: ['threeLevels'],
    error: 'three levels that the owner has not confirmed',
  })
export type KeptCommissionPolicy = z.infer<typeof keptCommissionPolicy>

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
  /** Who confirmed three levels, for which version of the policy at first, while they are paid. */
  threeLevels: z.object({ name: z.string(), at: instant, policyVersion: z.int() }).optional(),
}

/** One level: whoever recommends a sale is paid for it, and nobody else. */
export const DEFAULT_COMMISSION_POLICY: CommissionPolicy = {
  rates: [1_000],
  base: 'sales',
  freezeDays: 7,
  cycle: 'daily',
}

export const DEFAULT_BINDING_POLICY: BindingPolicy = { mode: 'first', validDays: 365, protectedDays: 30 }
