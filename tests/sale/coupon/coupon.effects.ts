import { isWhollyRefunded, type OrderEffect } from '../../../cloudfunctions/domain/sale/order'
import { giveBack, release, use } from './coupon.repo'
import { carriedOut } from './end.service'

export const orderEffects = {
  'coupon.use': {
    what: '记下用掉的优惠券',
    after: ['paid'],
    run: (ctx, order) => carriedOut(ctx, order, use),
  },
  'coupon.release': {
    what: '归还优惠券',
    after: ['closed'],
    atOnce: true,
    run: (ctx, order) => carriedOut(ctx, order, release),
  },
  /** A coupon comes back with the last of the goods: of a part the buyer keeps what it was used for. */
  'coupon.return': {
    what: '退款后归还优惠券',
    after: ['refunding'],
    keyed: true,
    run: async (ctx, order) => (isWhollyRefunded(order) ? carriedOut(ctx, order, giveBack) : 'done'),
  },
} satisfies Record<string, OrderEffect>
