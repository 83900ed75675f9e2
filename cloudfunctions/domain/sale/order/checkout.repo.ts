import type { Context } from '../../../platform/context'
import type { ProductDoc } from '../../goods/catalog'
import type { DistributorDoc } from '../../distribution/distributor'
import type { MemberDoc } from '../../people/member'
import type { SettingsDoc } from '../../shop/settings'
import type { OrderDoc } from './order.model'
import { ORDERS } from './order.repo'

interface Joined {
  placed: OrderDoc[]
  members: MemberDoc[]
  /** Those on the path of the member's binding. */
  distributors: DistributorDoc[]
  products: ProductDoc[]
}

/**
 * Documents by `_id` from five collections in one round trip; `orderId` may name an order that does not exist.
 * @throws when the shop was never set up
 */
export async function readCheckoutDocuments(
  ctx: Context,
  wanted: { openid: string; productIds: readonly string[]; orderId: string },
): Promise<Joined & { settings: SettingsDoc }> {
  const { $ } = ctx.db
  const [found] = await ctx.db.aggregate<SettingsDoc & Joined & { wanted: unknown }>('settings', (pipeline) =>
    pipeline
      .match({ _id: 'shop' })
      .addFields({ wanted: $.literal(wanted) })
      .lookup({ from: ORDERS, localField: 'wanted.orderId', foreignField: '_id', as: 'placed' })
      .lookup({ from: 'members', localField: 'wanted.openid', foreignField: '_id', as: 'members' })
      .lookup({
        from: 'distributors',
        localField: 'members.binding.path',
        foreignField: '_id',
        as: 'distributors',
      })
      .lookup({ from: 'products', localField: 'wanted.productIds', foreignField: '_id', as: 'products' })
      .limit(1),
  )
  if (!found) throw new Error('the collection settings has no document "shop"')
  const { wanted: _wanted, placed, members, distributors, products, ...settings } = found
  return { settings, placed, members, distributors, products }
}
