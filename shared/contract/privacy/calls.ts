import * as z from 'zod'
import { command, query } from '../define'
import { done, instant, nothing } from '../fields'
import { legalTexts } from './schema'

export const storefront = {
  /** What the shop asks to agree to, and what the caller has agreed to. */
  'privacy.texts': query({
    permission: 'member',
    input: nothing,
    output: z.object({
      ...legalTexts.shape,
      agreed: z.object({ version: z.int(), at: instant }).optional(),
    }),
  }),
  /** Notes that the caller has agreed to this version; the first time counts. */
  'privacy.agree': command({
    permission: 'member',
    input: z.strictObject({ version: z.int().min(1) }),
    output: done,
    errors: ['TERMS_OUTDATED'],
  }),
  /** All that the mall keeps of the caller, as JSON to copy. */
  'privacy.export': query({
    permission: 'member',
    input: nothing,
    output: z.object({ text: z.string() }),
  }),
  /**
   * Deletes what the caller has told: name, addresses, application, cart, whose customer one is. Orders stay, as the
   * law asks, and lose name, telephone and address at the end of its term. Once more is no other.
   */
  'privacy.erase': command({
    permission: 'member',
    input: nothing,
    output: done,
    errors: ['ERASE_ORDERS', 'ERASE_DISTRIBUTOR'],
  }),
}
