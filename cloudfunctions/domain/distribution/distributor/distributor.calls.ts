import type { Handlers } from '../../../platform/door'
import { closesRing } from '../binding'
import { revealApplicant } from './applicant.service'
import { apply, statusOf } from './apply.service'
import { decide, listForMerchant } from './review.service'
import { leave, setStanding } from './standing.service'

export const distributor = {
  'distributor.status': statusOf,
  'distributor.apply': async (ctx, input) => {
    await apply(ctx, input)
    return {}
  },
  'distributor.leave': async (ctx) => {
    await leave(ctx)
    return {}
  },
} satisfies Partial<Handlers<'distributor'>>

export const merchant = {
  'distributor.list': listForMerchant,
  'distributor.reveal': revealApplicant,
  'distributor.decide': async (ctx, input) => {
    await decide(ctx, input, closesRing)
    return {}
  },
  'distributor.setStanding': async (ctx, input) => {
    await setStanding(ctx, input)
    return {}
  },
} satisfies Partial<Handlers<'merchant'>>
