import type { Handlers } from '../../../platform/door'
import { closesRing } from '../binding'
import { apply, statusOf } from './apply.service'
import { decide, listForMerchant } from './review.service'

export const distributor = {
  'distributor.status': statusOf,
  'distributor.apply': async (ctx, input) => {
    await apply(ctx, input)
    return {}
  },
} satisfies Partial<Handlers<'distributor'>>

export const merchant = {
  'distributor.list': listForMerchant,
  'distributor.decide': async (ctx, input) => {
    await decide(ctx, input, closesRing)
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>
