import * as z from 'zod'
import { query } from '../define'
import { id, page, pageOf } from '../fields'
import { COMMISSION_STATES, commissionDetail, commissionRow } from './schema'

export const distributor = {
  'commission.list': query({
    permission: 'distributor',
    input: z.strictObject({ ...page, state: z.enum(['all', ...COMMISSION_STATES]).default('all') }),
    output: pageOf(commissionRow),
  }),
  'commission.get': query({
    permission: 'distributor',
    input: z.strictObject({ commissionId: id }),
    output: commissionDetail,
    errors: ['NOT_FOUND'],
  }),
}
