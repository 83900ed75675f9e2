/** The most lines that a cart holds. */
export const CART_LIMIT = 60
