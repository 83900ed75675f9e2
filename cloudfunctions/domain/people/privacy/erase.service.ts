import { AppError } from '@shared/contract/errors'
import type { MemberContext } from '../../../platform/context'
import { readDistributor, type DistributorDoc } from '../../distribution/distributor'
import { findAccounts } from '../../money/ledger'
import {
  countOpenOrders,
  countPendingCommissions,
  endApplication,
  eraseMember,
  removeCart,
} from './privacy.repo'

/**
 * Deletes what a member has told (个人信息保护法 art. 47). What is under way has to end first: orders that are open, and
 * commission that is owed either way. Each step may be made again, and the member goes last: who was cut off asks
 * again. Round trips: 4 at once, then 4 or 5.
 * @throws AppError ERASE_ORDERS, ERASE_DISTRIBUTOR
 */
export async function erase(ctx: MemberContext): Promise<void> {
  const { openid } = ctx
  const [open, pending, distributor, [account]] = await Promise.all([
    countOpenOrders(ctx, openid),
    countPendingCommissions(ctx, openid),
    readDistributor(ctx, openid),
    findAccounts(ctx, [openid]),
  ])
  if (open > 0) throw new AppError('ERASE_ORDERS')
  const owes = account && (account.availableFen || account.withdrawingFen || account.debtFen)
  if (isInForce(distributor) || owes || pending > 0) throw new AppError('ERASE_DISTRIBUTOR')
  await endApplication(ctx, openid)
  // Who was approved in this moment is one now.
  if (isInForce(await readDistributor(ctx, openid))) throw new AppError('ERASE_DISTRIBUTOR')
  await removeCart(ctx, openid)
  await eraseMember(ctx, openid)
}

const isInForce = (distributor: DistributorDoc | null): boolean =>
  distributor?.state === 'active' || distributor?.state === 'suspended'
