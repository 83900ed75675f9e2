import { maskName } from '@shared/text/mask'
import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import type { DistributorContext } from '../../../platform/context'
import { standingBinding } from '../distributor'
import { salesOfCustomers } from './customers.repo'
import { pageOfCustomers } from './binding.repo'

/** A page of the caller's customers, names masked. Two round trips beside the door's. @throws AppError BAD_INPUT */
export async function customersOf(
  ctx: DistributorContext,
  { cursor }: ParsedInputOf<'distributor/binding.customers'>,
): Promise<AnswerOf<'distributor/binding.customers'>> {
  const page = await pageOfCustomers(ctx, ctx.openid, cursor)
  // The latest binding comes first: behind one that was set free there are only such.
  const items = page.items.filter(({ binding }) => standingBinding(binding, ctx.caller.distributor))
  const nextCursor = items.length < page.items.length ? undefined : page.nextCursor
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
