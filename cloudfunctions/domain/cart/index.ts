export { cartHandlers } from './cart.handlers'
export { cartCount, clearOrdered } from './cart.service'
