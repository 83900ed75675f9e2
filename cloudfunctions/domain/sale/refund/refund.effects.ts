import type { OrderEffect } from '../order'
import { payRefund } from './pay.service'

export const orderEffects = {
  'refund.pay': { after: ['refunding', 'resumed', 'returning'], keyed: true, run: payRefund },
} satisfies Record<string, OrderEffect>
