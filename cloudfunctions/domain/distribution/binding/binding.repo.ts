import type { Context } from '../../../platform/context'
import { readPage, type Page } from '../../../platform/page'
import type { DistributorDoc } from '../distributor/distributor.model'
import { findMember, type BindingDoc, type MemberDoc } from '../../people/member'

const MEMBERS = 'members'
/** Changes of one member's binding that are kept; far more than an honest member will ever have. */
const HISTORY_LIMIT = 200

export type BindingReason = MemberDoc['bindingHistory'][number]['reason']

/**
 * Replaces a binding by another, if it is still the one the decision was made for. One conditional update with its
 * line in the history; `false` when the binding has changed meanwhile (or the member does not exist).
 */
export async function writeBinding(
  ctx: Context,
  openid: string,
  before: BindingDoc | null,
  binding: BindingDoc,
  reason: BindingReason,
): Promise<boolean> {
  const { _ } = ctx.db
  const unchanged = before
    ? { 'binding.distributorId': before.distributorId, 'binding.boundAt': before.boundAt }
    : { binding: null }
  const changed = await ctx.db.change(
    MEMBERS,
    { _id: openid, ...unchanged },
    {
      binding: _.set(binding),
      boundTo: binding.distributorId,
      bindingHistory: _.push({ each: [{ ...binding, reason }], slice: -HISTORY_LIMIT }),
    },
  )
  return changed === 1
}

/** Takes a binding back that closed a loop with one made at the same moment; the history keeps both lines. */
export async function undoBinding(ctx: Context, openid: string, binding: BindingDoc): Promise<void> {
  const { _ } = ctx.db
  await ctx.db.change(
    MEMBERS,
    { _id: openid, 'binding.distributorId': binding.distributorId, 'binding.boundAt': binding.boundAt },
    {
      binding: _.set(null),
      boundTo: null,
      bindingHistory: _.push({ each: [{ ...binding, reason: 'undone' }], slice: -HISTORY_LIMIT }),
    },
  )
}

export async function readBinding(ctx: Context, openid: string): Promise<BindingDoc | null> {
  return (await findMember(ctx, openid))?.binding ?? null
}

/**
 * A page of the customers of a distributor whose binding is or was one, the latest first.
 * @throws AppError BAD_INPUT for a foreign cursor
 */
export function pageOfCustomers(
  ctx: Context,
  distributorId: string,
  cursor: string | undefined,
): Promise<Page<Pick<MemberDoc, '_id' | 'nickname' | 'binding'>>> {
  return readPage(
    ctx,
    MEMBERS,
    {
      list: 'customers',
      where: { boundTo: distributorId },
      by: 'binding.boundAt',
      direction: 'desc',
      fields: ['nickname', 'binding'],
    },
    cursor,
  )
}

/** How many customers are validly bound to a distributor, and were not set free since. */
export function countCustomers(
  ctx: Context,
  { _id, freedAt }: Pick<DistributorDoc, '_id' | 'freedAt'>,
): Promise<number> {
  return ctx.db.count(MEMBERS, {
    boundTo: _id,
    'binding.expiresAt': ctx.db._.gt(ctx.clock.now()),
    ...(freedAt !== undefined && { 'binding.boundAt': ctx.db._.gt(freedAt) }),
  })
}
