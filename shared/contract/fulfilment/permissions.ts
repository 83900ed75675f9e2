/** What the owner may allow somebody on the staff. */
export const permissions = ['order.read', 'order.ship'] as const
