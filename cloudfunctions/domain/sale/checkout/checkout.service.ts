import type { PricingFacts } from '@shared/rules/pricing'
import type { MemberContext } from '../../../platform/context'
import { withParts } from '../../../platform/parts'
import { buyerWithChain, type BuyerWithChain } from '../../distribution/binding'
import { rightProducts, type ProductDoc } from '../../goods/catalog'
import { checkedSettings } from '../../shop/settings'
import { CHECKOUT_SETTINGS, readCheckoutDocuments, type CheckoutSettings } from './checkout.repo'
import { slotsOf, type OrderDoc } from '../order'
import type { CheckoutRequest } from './checkout.seams'

/** What quoting and placing start from. */
export interface Checkout {
  readonly settings: CheckoutSettings
  readonly buyer: BuyerWithChain | null
  readonly products: ReadonlyMap<string, ProductDoc>
  /** What the domains that change prices go by. */
  readonly facts: PricingFacts
  /** The order itself, when it stands already. */
  readonly placed: OrderDoc | null
  /** What has the buyer's places for unpaid orders; nothing when it is only quoted. */
  readonly taken: readonly OrderDoc[]
}

/**
 * Settings, buyer, chain, products, what promotions go by, and the order that may stand already, in one round trip:
 * in a rush everybody comes this far, also those for whom nothing is left.
 * @throws when the shop was never set up
 */
export async function readCheckout(ctx: MemberContext, request: CheckoutRequest): Promise<Checkout> {
  const { orderId } = request
  const parts = ctx.seams.checkoutParts.map((part) => ({ part, ids: part.ids(ctx, request) }))
  const gifts = ctx.seams.checkoutParts.flatMap((part) => part.productIds?.(ctx, request) ?? [])
  const productIds = [...new Set([...request.lines.map(({ productId }) => productId), ...gifts])]
  // One that is paid or closed has its own number for a slot.
  const slots = orderId === undefined ? [] : [orderId, ...slotsOf(ctx.openid)]
  const found = await readCheckoutDocuments(ctx, { openid: ctx.openid, productIds, slots }, parts)
  const [member] = found.members
  const facts = parts.map(({ part }) => ({
    name: part.name,
    adds: part.facts(ctx, found.parts[part.name] ?? [], request),
  }))
  return {
    settings: checkedSettings(ctx, found.settings, CHECKOUT_SETTINGS),
    buyer: member ? buyerWithChain(member, found.distributors, ctx.clock.now()) : null,
    products: new Map(rightProducts(ctx, found.products).map((product) => [product._id, product])),
    facts: withParts<PricingFacts>({}, facts),
    placed: found.placed.find(({ _id }) => _id === orderId) ?? null,
    taken: found.placed.filter(({ _id, slot }) => slot !== _id),
  }
}
