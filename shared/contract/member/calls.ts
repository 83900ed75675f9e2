import * as z from 'zod'
import { command, query } from '../define'
import { done, id, nothing, shareCode, text, token } from '../fields'
import { DISTRIBUTOR_STATES } from '../distributor/schema'
import { STAFF_PERMISSIONS } from '../permissions'
import { shop } from '../settings/schema'
import { NICKNAME } from './limits'
import { address, addressFields } from './schema'

export const storefront = {
  /**
   * Opens the mall: makes the member on the first visit, records the visit under a share scene, binds the
   * buyer under the policy, and answers what every page needs.
   */
  'member.enter': command({
    permission: 'member',
    input: z.strictObject({ scene: shareCode.optional() }),
    output: z.object({
      nickname: z.string(),
      avatar: z.string(),
      distributorState: z.enum(DISTRIBUTOR_STATES),
      staffPermissions: z.array(z.enum(STAFF_PERMISSIONS)),
      cartCount: z.int(),
      /** Who recommended the shop to this buyer, while the binding is valid. */
      recommendedBy: z.string().optional(),
      /** What the scene's share points to; absent for an unknown or dead code. */
      landing: z.object({ productId: z.string().optional() }).optional(),
      /** The version of user agreement and privacy policy of today, and the one that the caller agreed to. */
      terms: z.object({ version: z.int(), agreed: z.int().optional() }).optional(),
      shop,
    }),
  }),
  'member.updateProfile': command({
    permission: 'member',
    input: z.strictObject({ nickname: text(NICKNAME.most, NICKNAME.least) }),
    output: done,
    errors: ['TEXT_REFUSED'],
  }),
  'member.addresses': query({
    permission: 'member',
    input: nothing,
    output: z.object({ items: z.array(address) }),
  }),
  /**
   * Creates (without `addressId`) or changes an address; the first one becomes the default. The same token twice is one
   * new address.
   */
  'member.saveAddress': command({
    permission: 'member',
    input: z.strictObject({
      addressId: id.optional(),
      token: token.optional(),
      ...addressFields,
      isDefault: z.boolean().default(false),
    }),
    output: z.object({ addressId: z.string() }),
    errors: ['NOT_FOUND', 'ADDRESS_LIMIT'],
  }),
  /** Afterwards the member has no such address; one that is not there, or is another's, changes nothing. */
  'member.removeAddress': command({
    permission: 'member',
    input: z.strictObject({ addressId: id }),
    output: done,
  }),
}
