export { pricedCart } from './cart.service'
export type { CheckoutPart, CheckoutRequest, Reservation } from './checkout.seams'
export { readCheckout } from './checkout.service'
export { priceLines, toLineDocs } from './draft.rules'
