/** What the owner may allow somebody on the staff. */
export const permissions = ['distributor.review'] as const
