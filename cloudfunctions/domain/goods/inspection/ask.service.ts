import type { Context, StaffContext } from '../../../platform/context'
import { pauseAfter, workOff, type WorkedOff } from '../../../platform/work'
import type { PictureCheckDoc, Verdict } from './inspection.model'
import {
  beginAsking,
  decide,
  findByTrace,
  findDue,
  giveUp,
  hasten,
  keepCheck,
  keepEarly,
  noteRefusal,
  noteTrace,
} from './inspection.repo'
import { isTakenByWechat, nameOf } from './inspection.rules'

/**
 * WeChat's check of the pictures that others see (多媒体内容安全识别). It is asked by the timer, not in the upload's way, and
 * answers by a push. The shop never waits for it: what goes unchecked is in the log, and on sale.
 *
 * Sources: https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync
 * (version 2: the answer is pushed within 30 minutes), events: the same page and
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/openapi
 */

const MINUTE_MS = 60_000
/** Longer than any function runs: then whoever was asking has died. */
const ASKING_MS = 10 * MINUTE_MS
/** How long the answer is waited for. */
const ANSWER_MS = 24 * 60 * MINUTE_MS
/** After an answer that WeChat could not look. */
const AGAIN_MS = 30 * MINUTE_MS
/** How often WeChat is asked for an answer. */
const QUESTIONS = 2
/** How often it is tried to ask. */
const TRIES = 8
const LIMIT = 200
const AT_ONCE = 4

/** Owes the check of a picture that has been stored; the same one again owes nothing. */
export async function oweCheck(ctx: StaffContext, picture: string): Promise<void> {
  const check = { _id: nameOf(picture), picture, by: ctx.openid, tries: 0, traces: [] }
  if (isTakenByWechat(picture)) {
    await keepCheck(ctx, { ...check, state: 'waiting', dueAt: ctx.clock.now() })
  } else if (await keepCheck(ctx, { ...check, state: 'unchecked' })) {
    ctx.log.warn('picture.unchecked', { picture: check._id, why: 'WeChat takes no WebP' })
  }
}

/** The timer's job: asks WeChat about pictures that are owed a check, and once more when it has not answered. */
export function askPictures(ctx: Context, until: number): Promise<WorkedOff> {
  return workOff<PictureCheckDoc>(ctx, {
    find: (limit) => findDue(ctx, limit),
    one: (check) => ask(ctx, check),
    keyOf: ({ _id }) => _id,
    event: 'picture.not_asked',
    atOnce: AT_ONCE,
    limit: LIMIT,
    until,
  })
}

async function ask(ctx: Context, check: PictureCheckDoc): Promise<void> {
  const { _id, picture, by, tries, traces } = check
  const now = ctx.clock.now()
  // Of a question whose number was noted by a process that died then, the answer may lie here.
  if (await heardEarly(ctx, check)) return
  if (traces.length >= QUESTIONS || tries >= TRIES) return unchecked(ctx, _id, 'no answer')
  if (!(await beginAsking(ctx, check, now + ASKING_MS))) return
  const found = await ctx.files.addresses([picture])
  const address = found.kind === 'ok' ? found.value.get(picture) : undefined
  if (found.kind === 'ok' && address === undefined) return unchecked(ctx, _id, 'not in the storage')
  const asked =
    address === undefined
      ? ({ kind: 'unknown', cause: 'the storage did not answer' } as const)
      : await ctx.wechat.checkPicture({ openid: by, address })
  if (asked.kind === 'ok') {
    const noted = await noteTrace(ctx, _id, asked.value, ctx.clock.now() + ANSWER_MS)
    if (noted) await heardEarly(ctx, noted)
    return
  }
  if (asked.kind === 'rejected' && asked.final) return unchecked(ctx, _id, asked.code)
  await noteRefusal(ctx, _id, ctx.clock.now() + pauseAfter(tries + 1))
  ctx.log.warn('picture.not_asked', { picture: _id, outcome: asked.kind })
}

async function unchecked(ctx: Context, picture: string, why: string): Promise<void> {
  if (await giveUp(ctx, picture)) ctx.log.warn('picture.unchecked', { picture, why })
}

async function heardEarly(ctx: Context, { early = [], traces }: PictureCheckDoc): Promise<boolean> {
  const mine = early.filter(({ trace }) => traces.includes(trace))
  for (const verdict of mine) if (await apply(ctx, verdict)) return true
  return false
}

/** True when the check that was given this number is decided by it. */
async function apply(ctx: Context, { trace, suggest, label = 0 }: Verdict): Promise<boolean> {
  if (suggest) return decide(ctx, { trace, suggest, label })
  await hasten(ctx, trace, ctx.clock.now() + AGAIN_MS)
  return false
}

/**
 * Takes an answer of WeChat. It counts for a number that we were given, and once. It may come before we have noted the
 * number: then the questions that are under way keep it, and whoever asked finds it.
 *
 * @returns what became of it; `unknown`: nobody was given this number
 */
export async function hearVerdict(
  ctx: Context,
  verdict: Verdict,
): Promise<'decided' | 'known' | 'early' | 'unknown'> {
  if (await apply(ctx, verdict)) return 'decided'
  if (await findByTrace(ctx, verdict.trace)) return 'known'
  const kept = await keepEarly(ctx, verdict)
  // Noted between the look and the keeping: then nobody looks into what was kept.
  if (await apply(ctx, verdict)) return 'decided'
  if (kept > 0) return 'early'
  ctx.log.warn('picture.verdict_unknown', { trace: verdict.trace })
  return 'unknown'
}
