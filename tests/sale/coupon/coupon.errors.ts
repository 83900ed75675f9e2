import { ERROR_SENTENCES } from '../../../shared/contract/errors'
import type { RefusesOf } from '../../../shared/contract/refuses'

/** What stands in the `errors.ts` of such a domain's contract. */
export const errors = { COUPON_GONE: '这张优惠券已被另一笔订单使用' } as const

export const refuses = { 'storefront/order.place': ['COUPON_GONE'] } as const satisfies RefusesOf<
  typeof errors
>

declare module '../../../shared/contract/errors' {
  interface ErrorSentences {
    COUPON_GONE: string
  }
}

/** What the collector does for a domain, by hand: its sentences stand with the others. */
export const joinSentences = () => void Object.assign(ERROR_SENTENCES, errors)
