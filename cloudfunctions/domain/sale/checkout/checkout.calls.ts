import type { Handlers } from '../../../platform/door'
import { placeOrder } from './place.service'
import { quoteOrder } from './quote.service'

export const storefront = {
  'order.quote': quoteOrder,
  'order.place': placeOrder,
} satisfies Partial<Handlers<'storefront'>>
