import { createHash } from 'node:crypto'
import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { waitWords } from '@shared/words/wait'
import type { Context, MemberContext } from '../../../platform/context'
import { mask } from '../../../platform/log'
import { changeOf, staffIdOf, type Deed } from '../../../platform/trail'
import {
  findCode,
  findOpenCode,
  findOwner,
  finishCode,
  putOwner,
  replaceCodes,
  spendCode,
  takeTry,
  triesSince,
} from './claim.repo'
import type { StaffDoc } from './staff.model'
import { findStaff } from './staff.repo'
import { shownName } from './staff.rules'

const DAY_MS = 86_400_000
/** How long a code is good. */
const CODE_MS = 7 * DAY_MS
const THROTTLE = { most: 5, spanMs: 3_600_000 }
/** What an owner is called until somebody writes a name. */
const OWNER = '店主'

/** 80 bits of chance need no slow digest: nobody finds a code that fits by trying. */
const idOf = (code: string): string => createHash('sha256').update(`owner code\u0000${code}`).digest('hex')

/**
 * Makes the caller an owner by a code of the deployment. The same person's second request finishes what the first one
 * has begun; after that a code does nothing any more.
 *
 * @throws AppError OWNER_CODE_WRONG with the tries that are left, OWNER_CODE_TRIES with the seconds until there are
 *   more
 */
export async function claimOwnership(
  ctx: MemberContext,
  { code }: ParsedInputOf<'storefront/staff.claim'>,
): Promise<AnswerOf<'storefront/staff.claim'>> {
  const { openid } = ctx
  const left = await takeTry(ctx, openid, THROTTLE)
  if (left === undefined) throw await triedOften(ctx)
  const id = idOf(code)
  const before = await findStaff(ctx, openid)
  // Whoever claims is on the staff by that alone: their first deed.
  const acting = { openid, name: shownName(before) || OWNER, call: 'staff.claim' }
  if (!(await spendCode({ ...ctx, acting }, id, openid, before, claiming(openid, before, id)))) {
    const found = await findCode(ctx, id)
    const mine = found?.usedBy === openid
    if (mine && found.doneAt !== null && (await findStaff(ctx, openid))?.owner === true) return {}
    if (!mine || found.doneAt !== null) {
      ctx.log.warn('owner.refused', { by: mask(openid) })
      throw new AppError('OWNER_CODE_WRONG', { details: { left } })
    }
  }
  await putOwner(ctx, openid, OWNER)
  await finishCode(ctx, id)
  ctx.log.info('owner.claimed', { by: mask(openid) })
  return {}
}

async function triedOften(ctx: MemberContext): Promise<AppError> {
  const until = (await triesSince(ctx, ctx.openid)) + THROTTLE.spanMs
  const retryAfter = Math.max(1, Math.ceil((until - ctx.clock.now()) / 1_000))
  return new AppError('OWNER_CODE_TRIES', {
    sentence: `试得太多了，请 ${waitWords(retryAfter)}后再试`,
    details: { retryAfter },
  })
}

/** What becoming the owner leaves in the trail; `codeId` follows from the code and does not tell it. */
const claiming = (openid: string, before: StaffDoc | null, codeId: string): Deed => ({
  kind: 'rules',
  what: '成为店主',
  subject: { id: staffIdOf(openid), name: shownName(before) || OWNER },
  changes: changeOf('身份', before ? (before.owner === true ? OWNER : '员工') : '不是员工', OWNER),
  key: codeId,
})

/** Whether the shop has an owner, or a code by which somebody can become it, until when. */
export async function ownership(
  ctx: Pick<Context, 'db' | 'clock'>,
): Promise<{ is: 'owned' } | { is: 'open'; until: number } | { is: 'nobodys' }> {
  if ((await findOwner(ctx)) !== undefined) return { is: 'owned' }
  const code = await findOpenCode(ctx)
  return code ? { is: 'open', until: code.expiresAt } : { is: 'nobodys' }
}

/** Makes this code the one by which somebody can become the owner. @returns until when */
export async function offerOwnership(ctx: Pick<Context, 'db' | 'clock'>, code: string): Promise<number> {
  const madeAt = ctx.clock.now()
  const expiresAt = madeAt + CODE_MS
  const empty = { voidAt: null, usedAt: null, usedBy: null, requestId: null, before: null, doneAt: null }
  await replaceCodes(ctx, { _id: idOf(code), madeAt, expiresAt, ...empty })
  return expiresAt
}
