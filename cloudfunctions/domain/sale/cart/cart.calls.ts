import type { Handlers } from '../../../platform/door'
import { addToCart, getCart, removeFromCart, setQuantity } from './cart.service'

export const storefront = {
  'cart.get': getCart,
  'cart.add': addToCart,
  'cart.setQuantity': setQuantity,
  'cart.remove': (ctx, { skuIds }) => removeFromCart(ctx, skuIds),
} satisfies Partial<Handlers<'storefront'>>
