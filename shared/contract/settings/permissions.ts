/** What the owner may allow somebody on the staff. */
export const permissions = ['settings.write'] as const
