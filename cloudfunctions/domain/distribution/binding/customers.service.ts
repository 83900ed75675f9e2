import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { DistributorContext } from '../../../platform/context'
import { maskName } from '../../people/member'
import { salesOfCustomers } from './customers.repo'
import { pageOfCustomers } from './binding.repo'

/** A page of the caller's customers, names masked. Two round trips beside the door's. @throws AppError BAD_INPUT */
export async function customersOf(
  ctx: DistributorContext,
  { cursor }: ParsedInputOf<'distributor/binding.customers'>,
): Promise<AnswerOf<'distributor/binding.customers'>> {
  const { items, nextCursor } = await pageOfCustomers(ctx, ctx.openid, cursor)
  const sales = await salesOfCustomers(
    ctx,
    ctx.openid,
    items.map(({ _id }) => _id),
  )
  return {
    items: items.map(({ _id, nickname, binding }) => ({
      name: maskName(nickname),
      avatar: '',
      boundAt: binding?.boundAt ?? 0,
      expiresAt: binding?.expiresAt ?? 0,
      orders: 0,
      spentFen: 0,
      ...sales.get(_id),
    })),
    ...(nextCursor !== undefined && { nextCursor }),
  }
}
