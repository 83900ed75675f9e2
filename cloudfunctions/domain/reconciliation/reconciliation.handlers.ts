import type { AnswerOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import type { Difference, ReconciledDay } from '@shared/contract/reconciliation/schema'
import type { MemberContext } from '../../platform/context'
import type { Handlers } from '../../platform/door'
import { loadStaff } from '../member'
import { listDays, readDay } from './days.repo'
import { countOpen, countOpenByDay, listDifferences, readDifference, settle } from './differences.repo'
import type { DifferenceDoc, ReconciliationDoc } from './reconciliation.model'
import { reconcileDay } from './reconcile.service'

const PAGE_SIZE = 20

/** The merchant's calls about daily bills. */
export const reconciliationAdminHandlers = {
  'reconciliation.days': async (ctx, { cursor }) => {
    const found = await listDays(ctx, cursor, PAGE_SIZE + 1)
    const items = await toDays(ctx, found.slice(0, PAGE_SIZE))
    const last = items.at(-1)
    return { items, ...(found.length > PAGE_SIZE && last && { nextCursor: last.day }) }
  },
  'reconciliation.open': async (ctx) => ({ open: await countOpen(ctx) }),
  'reconciliation.day': (ctx, { day }) => getDay(ctx, day),
  'reconciliation.differences': async (ctx, { day, cursor }) => {
    const skip = cursor === undefined ? 0 : Number(/^\d{1,4}$/.exec(cursor)?.[0] ?? NaN)
    if (Number.isNaN(skip)) throw new AppError('BAD_INPUT')
    const found = await listDifferences(ctx, day, skip, PAGE_SIZE + 1)
    const items = found.slice(0, PAGE_SIZE).map(toDifference)
    return { items, ...(found.length > PAGE_SIZE && { nextCursor: String(skip + PAGE_SIZE) }) }
  },
  'reconciliation.handle': async (ctx, { differenceId, note }) => {
    await handle(ctx, differenceId, note)
    return {}
  },
  'reconciliation.again': (ctx, { day }) => again(ctx, day),
} satisfies Partial<Handlers<'merchant'>>

async function getDay(ctx: MemberContext, day: string): Promise<AnswerOf<'merchant/reconciliation.day'>> {
  const doc = await readDay(ctx, day)
  if (!doc) throw new AppError('NOT_FOUND')
  const [shown] = await toDays(ctx, [doc])
  if (!shown) throw new AppError('NOT_FOUND')
  const { flow, others, unlisted } = doc
  return { ...shown, ...(flow && { flow }), others, unlisted }
}

/** @throws AppError NOT_FOUND; DIFFERENCE_STATE when somebody, or the mall, was faster */
async function handle(ctx: MemberContext, id: string, note: string): Promise<void> {
  const staff = await loadStaff(ctx, ctx.openid)
  const settled = await settle(ctx, id, { openid: ctx.openid, name: staff?.name ?? '' }, note)
  if (!settled) throw new AppError((await readDifference(ctx, id)) ? 'DIFFERENCE_STATE' : 'NOT_FOUND')
  ctx.log.info('reconciliation.settled', { differenceId: id, kind: settled.kind })
}

/** Answers the day as it stands then, also when its bill could not be had. @throws AppError NOT_FOUND, RECONCILING */
async function again(ctx: MemberContext, day: string): Promise<ReconciledDay> {
  if (!(await readDay(ctx, day))) throw new AppError('NOT_FOUND')
  const outcome = await reconcileDay(ctx, day)
  if (outcome.kind === 'taken') throw new AppError('RECONCILING')
  return getDay(ctx, day)
}

async function toDays(ctx: MemberContext, docs: readonly ReconciliationDoc[]): Promise<ReconciledDay[]> {
  const open = await countOpenByDay(
    ctx,
    docs.map(({ _id }) => _id),
  )
  return docs.map((doc) => {
    const { _id, found, sums, reconciledAt, nextAt } = doc
    const count = open.get(_id) ?? 0
    return {
      day: _id,
      state: stateOf(doc, count),
      open: count,
      found,
      ...(reconciledAt !== undefined && { reconciledAt }),
      ...(nextAt !== undefined && { nextAt }),
      ...(sums && { sums }),
    }
  })
}

function stateOf({ state, found }: ReconciliationDoc, open: number): ReconciledDay['state'] {
  if (state !== 'done') return state
  if (open > 0) return 'different'
  return found > 0 ? 'settled' : 'matched'
}

function toDifference(doc: DifferenceDoc): Difference {
  const { _id, kind, state, orderId, known, number, oursFen, billFen, foundAt, closedAt, note } = doc
  return {
    differenceId: _id,
    kind,
    state,
    ...(orderId && (known ? { orderId } : { foreignOrderId: orderId })),
    number,
    ...(oursFen !== null && { oursFen }),
    ...(billFen !== null && { billFen }),
    foundAt,
    ...(closedAt !== undefined && { closedAt }),
    ...(doc.closedByName !== undefined && { closedBy: doc.closedByName }),
    ...(note !== undefined && { note }),
  }
}
