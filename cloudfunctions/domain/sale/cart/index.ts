export { cartCount, cartLineOf, clearOrdered, readBasket } from './cart.service'
export type { CartDoc, CartItem } from './cart.model'
