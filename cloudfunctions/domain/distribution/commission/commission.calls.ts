import type { Handlers } from '../../../platform/door'
import { commissionDetail, commissionsOf } from './list.service'

export const distributor = {
  'commission.list': commissionsOf,
  'commission.get': (ctx, { commissionId }) => commissionDetail(ctx, commissionId),
} satisfies Partial<Handlers<'distributor'>>
