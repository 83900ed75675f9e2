import type { OrderEffect } from '../../sale/order'
import { openCard } from './card.service'
import { tellPaid, tellShipped } from './message.service'

export const orderEffects = {
  'message.paid': { what: '告诉买家付款成功', after: ['paid'], telling: true, run: tellPaid },
  'card.open': { what: '在买家的微信里打开这笔订单的动态', after: ['paid'], run: openCard },
  'message.shipped': {
    what: '告诉买家已发货',
    after: ['shipped'],
    keyed: true,
    telling: true,
    run: tellShipped,
  },
} satisfies Record<string, OrderEffect>
