import type { RefusesOf } from '../refuses'

/** What a call may refuse because something limited is used up, and the sentence a user reads. */
export const errors = {
  QUOTA_GONE: '这份优惠刚刚用完了，请按最新价格再确认一次',
} as const

/** Calls of other domains that may be refused with codes of this one. */
export const refuses = { 'storefront/order.place': ['QUOTA_GONE'] } as const satisfies RefusesOf<
  typeof errors
>
