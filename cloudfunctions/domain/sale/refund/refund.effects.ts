import type { OrderEffect } from '../order'
import { payRefund } from './pay.service'

export const orderEffects = {
  'refund.pay': {
    what: '把退款退给买家',
    after: ['refunding', 'resumed', 'returning'],
    keyed: true,
    run: payRefund,
  },
} satisfies Record<string, OrderEffect>
