import type { MemberContext } from '../../../platform/context'
import type { ProductDoc } from '../../goods/catalog'
import { buyerWithChain, type BuyerWithChain } from '../../distribution/binding'
import type { SettingsDoc } from '../../shop/settings'
import { readCheckoutDocuments } from './checkout.repo'
import type { OrderDoc } from './order.model'

/** What quoting and placing start from. */
export interface Checkout {
  readonly settings: SettingsDoc
  readonly buyer: BuyerWithChain | null
  readonly products: ReadonlyMap<string, ProductDoc>
  /** The order itself, when it stands already. */
  readonly placed: OrderDoc | null
}

/**
 * Settings, buyer, chain, products and the order that may stand already, in one round trip: in a rush everybody
 * comes this far, also those for whom nothing is left.
 * @throws when the shop was never set up
 */
export async function readCheckout(
  ctx: MemberContext,
  lines: readonly { productId: string }[],
  orderId = '',
): Promise<Checkout> {
  const productIds = [...new Set(lines.map(({ productId }) => productId))]
  const found = await readCheckoutDocuments(ctx, { openid: ctx.openid, productIds, orderId })
  const [member] = found.members
  return {
    settings: found.settings,
    buyer: member ? buyerWithChain(member, found.distributors, ctx.clock.now()) : null,
    products: new Map(found.products.map((product) => [product._id, product])),
    placed: found.placed[0] ?? null,
  }
}
