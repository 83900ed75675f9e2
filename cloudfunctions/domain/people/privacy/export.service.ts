import { rfc3339 } from '@shared/business-day'
import type { AnswerOf } from '@shared/contract'
import type { Context, MemberContext } from '../../../platform/context'
import { applicantOf, readDistributor, type DistributorDoc } from '../../distribution/distributor'
import { findAccounts } from '../../money/ledger'
import { receiverOf, type OrderDoc } from '../../sale/order'
import { addressesOf, findMember } from '../member'
import { ordersOf } from './privacy.repo'

/**
 * All that the mall keeps of the caller, in JSON: amounts in fen, times in RFC 3339. Nobody else is in it: who stands
 * above, who bought and what it earned others is theirs. Four round trips at once.
 */
export async function exportOf(ctx: MemberContext): Promise<AnswerOf<'storefront/privacy.export'>> {
  const [member, distributor, [account], orders] = await Promise.all([
    findMember(ctx, ctx.openid),
    readDistributor(ctx, ctx.openid),
    findAccounts(ctx, [ctx.openid]),
    ordersOf(ctx, ctx.openid),
  ])
  const copy = {
    exportedAt: rfc3339(ctx.clock.now()),
    member: member && {
      nickname: member.nickname,
      createdAt: rfc3339(member.createdAt),
      lastSeenAt: rfc3339(member.lastSeenAt),
      consent: member.consent && { version: member.consent.version, at: rfc3339(member.consent.at) },
      addresses: addressesOf(ctx, member).map(({ addressId: _, readable: _told, ...address }) => address),
      recommendedUntil: member.binding && rfc3339(member.binding.expiresAt),
    },
    distributor: distributor && {
      state: distributor.state,
      ...told(ctx, distributor),
      agreementVersion: distributor.agreementVersion,
      appliedAt: rfc3339(distributor.appliedAt),
      refusedReason: distributor.refusedReason,
    },
    account: account && {
      availableFen: account.availableFen,
      withdrawingFen: account.withdrawingFen,
      paidFen: account.paidFen,
      debtFen: account.debtFen,
    },
    orders: orders.map((order) => orderCopy(ctx, order)),
  }
  return { text: JSON.stringify(copy, null, 2) }
}

const told = (ctx: Context, distributor: DistributorDoc) => {
  const { realName, mobile, channel } = applicantOf(ctx, distributor)
  return { realName, mobile, channel }
}

const addressCopy = (ctx: Context, order: OrderDoc) => {
  const { province, city, district } = order.address
  const { name, mobile, detail } = receiverOf(ctx, order)
  return { name, mobile, province, city, district, detail }
}

const orderCopy = (ctx: Context, order: OrderDoc) => ({
  orderId: order._id,
  state: order.state,
  placedAt: rfc3339(order.placedAt),
  paidAt: order.paidAt === undefined ? undefined : rfc3339(order.paidAt),
  lines: order.lines.map(({ name, specText, quantity, payFen }) => ({ name, specText, quantity, payFen })),
  freightFen: order.freightFen,
  payFen: order.payFen,
  address: addressCopy(ctx, order),
  remark: order.remark,
  refunds: Object.values(order.refunds).map(({ refundNo, amountFen, reason, state }) => ({
    refundNo,
    amountFen,
    reason,
    state,
  })),
})
