import type { AnswerOf, ParsedInputOf } from '@shared/contract'
import { AppError } from '@shared/contract/errors'
import { DAY_MS } from '@shared/business-day'
import { COURIERS, isCourier, OTHER_COURIER } from '@shared/couriers'
import { foldForSearch, searchWords } from '@shared/text/search'
import type { Context } from '../../../platform/context'
import type { Courier, CourierListDoc } from './courier.model'
import { claimAsking, keepCouriers, readCourierList } from './courier.repo'

/** WeChat's directory changes rarely. */
const KEPT_MS = 7 * DAY_MS
/** How soon WeChat is asked again after it did not answer. */
const AFTER_FAILURE_MS = 10 * 60_000
const SHOWN_MOST = 30

const OTHER: Courier = { code: OTHER_COURIER, name: '其他快递' }
const COMMON: readonly Courier[] = Object.entries(COURIERS).map(([code, name]) => ({ code, name }))

/** What was typed, found in WeChat's directory. One round trip; once a week two more, and one to WeChat. */
export async function findCouriers(
  ctx: Context,
  { text }: ParsedInputOf<'merchant/courier.find'>,
): Promise<AnswerOf<'merchant/courier.find'>> {
  const known = await readCourierList(ctx)
  const directory = (await refreshed(ctx, known)) ?? known?.couriers ?? []
  const words = searchWords(text)
  const fits = ({ code, name }: Courier) => {
    const folded = foldForSearch(`${name} ${code}`)
    return words.every((word) => folded.includes(word))
  }
  const found = [...COMMON, ...directory.filter(({ code }) => !isCourier(code) && code !== OTHER.code)]
  return { couriers: [...found.filter(fits).slice(0, SHOWN_MOST - 1), OTHER] }
}

/** The directory anew when its time has come and WeChat answers. */
async function refreshed(ctx: Context, known: CourierListDoc | null): Promise<Courier[] | undefined> {
  const now = ctx.clock.now()
  if (known && known.askAgainAt > now) return undefined
  if (!(await claimAsking(ctx, known, now + AFTER_FAILURE_MS))) return undefined
  const outcome = await ctx.wechat.couriers()
  if (outcome.kind !== 'ok') {
    const why = outcome.kind === 'unknown' ? outcome.cause : outcome.code
    ctx.log.warn('couriers.not_fetched', { why })
    return undefined
  }
  await keepCouriers(ctx, outcome.value, now + KEPT_MS)
  return outcome.value
}

/**
 * The name of a courier. No round trip for one in common use, and none for one whose name was written by hand.
 * @throws AppError COURIER_UNKNOWN
 */
export async function courierNamed(ctx: Context, code: string, byHand?: string): Promise<string> {
  if (isCourier(code)) return COURIERS[code]
  if (code === OTHER.code) {
    if (byHand === undefined) throw new AppError('COURIER_UNKNOWN', { sentence: '请写上快递公司的名字' })
    return byHand
  }
  const found = (await readCourierList(ctx))?.couriers.find((one) => one.code === code)
  if (!found) throw new AppError('COURIER_UNKNOWN')
  return found.name
}
