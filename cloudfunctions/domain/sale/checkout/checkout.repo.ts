import type { Context } from '../../../platform/context'
import type { DistributorDoc } from '../../distribution/distributor'
import type { ProductDoc } from '../../goods/catalog'
import type { MemberDoc } from '../../people/member'
import { ofShop, type SettingsDoc } from '../../shop/settings'
import { ORDERS, type OrderDoc } from '../order'
import type { CheckoutPart } from './checkout.seams'

/** What of the settings a checkout goes by: the rest of the document, which pages show, stays where it is. */
export const CHECKOUT_SETTINGS = [
  'preparing',
  'freightFen',
  'freeFreightFromFen',
  'unpaidMinutes',
  'unpaidOrders',
  'heldPieces',
  'commission',
  'policyVersion',
] as const
export type CheckoutSettings = Pick<SettingsDoc, (typeof CHECKOUT_SETTINGS)[number]>

export interface CheckoutDocuments {
  settings: CheckoutSettings
  /** The order itself, and the buyer's unpaid ones. */
  placed: OrderDoc[]
  members: MemberDoc[]
  /** The buyer, when one, those who were fixed above, and those on the path of the member's binding. */
  distributors: DistributorDoc[]
  products: ProductDoc[]
  /** What the parts asked for, by their names. */
  parts: Record<string, unknown[]>
}

/**
 * Documents by `_id` from five collections, orders by `slots`, and those that parts of the checkout ask for, in one
 * round trip. @throws when the shop was never set up
 */
export async function readCheckoutDocuments(
  ctx: Context,
  wanted: { openid: string; productIds: readonly string[]; slots: readonly string[] },
  parts: readonly { part: CheckoutPart; ids: readonly string[] }[],
): Promise<CheckoutDocuments> {
  const { $ } = ctx.db
  const asked = Object.fromEntries(parts.map(({ part, ids }) => [part.name, [...ids]]))
  const settings = Object.fromEntries(CHECKOUT_SETTINGS.map((field) => [field, 1]))
  type Row = CheckoutSettings &
    Omit<CheckoutDocuments, 'settings' | 'parts'> &
    Record<'own' | 'above', DistributorDoc[]> & { wanted: unknown; parts?: unknown }
  const [found] = await ctx.db.aggregate<Row>('settings', (pipeline) => {
    const joined = pipeline
      .match({ _id: 'shop' })
      .project({ ...settings, wanted: $.literal({ ...wanted, parts: asked }) })
      .lookup({ from: ORDERS, localField: 'wanted.slots', foreignField: 'slot', as: 'placed' })
      .lookup({ from: 'members', localField: 'wanted.openid', foreignField: '_id', as: 'members' })
      .lookup({
        from: 'distributors',
        localField: 'members.binding.path',
        foreignField: '_id',
        as: 'distributors',
      })
      .lookup({ from: 'distributors', localField: 'wanted.openid', foreignField: '_id', as: 'own' })
      .lookup({ from: 'distributors', localField: 'own.uplines', foreignField: '_id', as: 'above' })
      .lookup({ from: 'products', localField: 'wanted.productIds', foreignField: '_id', as: 'products' })
    return parts
      .reduce(
        (more, { part: { name, from } }) =>
          more.lookup({ from, localField: `wanted.parts.${name}`, foreignField: '_id', as: `part_${name}` }),
        joined,
      )
      .limit(1)
  })
  const { wanted: _wanted, placed, members, products, ...others } = ofShop(found)
  const { own, above, distributors: onPath, ...rest } = others
  const distributors = [...own, ...above, ...onPath]
  const row = rest as Record<string, unknown>
  const read: Record<string, unknown[]> = {}
  for (const { part } of parts) {
    read[part.name] = (row[`part_${part.name}`] as unknown[] | undefined) ?? []
    delete row[`part_${part.name}`]
  }
  return {
    settings: rest as unknown as CheckoutSettings,
    placed,
    members,
    distributors,
    products,
    parts: read,
  }
}
