/** What the owner may allow somebody on the staff. */
export const permissions = ['bill.reconcile'] as const
