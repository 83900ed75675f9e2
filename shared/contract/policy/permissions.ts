/** What the owner may allow somebody on the staff. */
export const permissions = ['policy.write'] as const
