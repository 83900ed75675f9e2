import * as z from 'zod'
import { command, query, STAFF_PERMISSIONS } from './define'
import { done, fen, id, mobile, nothing, shareCode, text } from './fields'

export const DISTRIBUTOR_STATES = ['none', 'pending', 'active', 'refused', 'suspended'] as const

export const shop = z.object({
  name: z.string(),
  slogan: z.string(),
  /** When the shop opened; the home page counts the days. */
  openedAt: z.int(),
  freightFen: fen,
  /** Goods worth this much ship free of charge. */
  freeFreightFromFen: fen,
  promises: z.array(z.string()),
  servicePhone: z.string(),
  /** Days after receipt in which goods can be returned. */
  afterSaleDays: z.int(),
  /** WeChat's subscription message templates by purpose. */
  messageTemplates: z.record(z.string(), z.string()),
})
export type Shop = z.infer<typeof shop>

const addressFields = {
  name: text(20),
  mobile,
  province: text(20),
  city: text(20),
  district: text(20),
  /** Street, building, door. */
  detail: text(100, 2),
  label: text(6, 0).default(''),
}

export const address = z.object({
  addressId: z.string(),
  name: z.string(),
  mobile: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  detail: z.string(),
  label: z.string(),
  isDefault: z.boolean(),
})
export type Address = z.infer<typeof address>

export const memberCalls = {
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
      shop,
    }),
  }),
  'member.updateProfile': command({
    permission: 'member',
    input: z.strictObject({ nickname: text(20) }),
    output: done,
  }),
  'address.list': query({
    permission: 'member',
    input: nothing,
    output: z.object({ items: z.array(address) }),
  }),
  /** Creates (without `addressId`) or changes an address; the first one becomes the default. */
  'address.save': command({
    permission: 'member',
    input: z.strictObject({
      addressId: id.optional(),
      ...addressFields,
      isDefault: z.boolean().default(false),
    }),
    output: z.object({ addressId: z.string() }),
    errors: ['NOT_FOUND', 'ADDRESS_LIMIT'],
  }),
  'address.remove': command({
    permission: 'member',
    input: z.strictObject({ addressId: id }),
    output: done,
    errors: ['NOT_FOUND'],
  }),
}
