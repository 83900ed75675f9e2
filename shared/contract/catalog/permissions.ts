/** What the owner may allow somebody on the staff. */
export const permissions = ['product.read', 'product.write'] as const
