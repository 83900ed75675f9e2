import type { OrderEffect } from '../order'
import { uploadShipping } from './shipping.service'

export const orderEffects = {
  'shipping.upload': {
    what: '把发货信息告诉微信',
    after: ['shipped', 'corrected'],
    keyed: true,
    run: uploadShipping,
  },
} satisfies Record<string, OrderEffect>
