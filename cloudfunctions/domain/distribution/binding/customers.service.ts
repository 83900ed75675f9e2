import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { DistributorContext } from '../../../platform/context'
import { PAGE_SIZE, pageOf, positionOf } from '../../../platform/page'
import { maskName } from '../../people/member'
import { salesOfCustomers } from './customers.repo'
import { listCustomers } from './binding.repo'

/** A page of the caller's customers, names masked. Two round trips beside the desk. @throws AppError BAD_INPUT */
export async function customersOf(
  ctx: DistributorContext,
  { cursor }: ParsedInputOf<'distributor/binding.customers'>,
): Promise<AnswerOf<'distributor/binding.customers'>> {
  const from = positionOf(cursor)
  const found = await listCustomers(ctx, ctx.openid, from, PAGE_SIZE + 1)
  const { items, nextCursor } = pageOf(found, ({ binding }) => binding?.boundAt ?? 0, from)
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
