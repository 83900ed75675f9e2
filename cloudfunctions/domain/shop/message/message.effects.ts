import type { OrderEffect } from '../../sale/order'
import { tellPaid, tellShipped } from './message.service'

export const orderEffects = {
  'message.paid': { what: '告诉买家付款成功', after: ['paid'], telling: true, run: tellPaid },
  'message.shipped': {
    what: '告诉买家已发货',
    after: ['shipped'],
    keyed: true,
    telling: true,
    run: tellShipped,
  },
} satisfies Record<string, OrderEffect>
