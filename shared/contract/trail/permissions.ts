/** What the owner may allow somebody on the staff. */
export const permissions = ['trail.read'] as const
