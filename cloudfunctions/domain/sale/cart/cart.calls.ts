import type { Handlers } from '../../../platform/door'
import { pricedCart } from '../checkout'
import { addToCart, removeFromCart, setQuantity } from './cart.service'

export const storefront = {
  'cart.get': pricedCart,
  'cart.add': addToCart,
  'cart.setQuantity': setQuantity,
  'cart.remove': (ctx, { skuIds }) => removeFromCart(ctx, skuIds),
} satisfies Partial<Handlers<'storefront'>>
