export { cartCount, clearOrdered } from './cart.service'
export type { CartDoc, CartItem } from './cart.model'
