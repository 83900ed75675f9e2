import { setLimit } from '../../../cloudfunctions/domain/marketing/quota'
import type { Context } from '../../../cloudfunctions/platform/context'
import { PRICE_FEN, type SaleMall } from '../../support/sale'
import { claimCoupon, stockIdOf } from './claim.service'
import type { Off, TrialTemplateDoc } from './coupon.model'

export const OFF_FEN = 2_000
/** What one piece costs with the coupon. */
export const LESS_FEN = PRICE_FEN - OFF_FEN
export const STOCK = 5

let counter = 0
const next = (prefix: string) => `${prefix}${(counter += 1)}`
export const newToken = () => next('coupon-token-of-sixteen-')

interface Init {
  fromFen?: number
  off?: Off
  stock?: number
  each?: number
}

/** A template with a stock of its own. */
export async function newTemplate(mall: SaleMall, init: Init = {}): Promise<TrialTemplateDoc> {
  const { fromFen = 10_000, off = { fen: OFF_FEN }, stock = 100, each = 3 } = init
  const template = { _id: next('template'), version: 1, fromFen, off, validMs: 7 * 86_400_000, each }
  await mall.db.insert('trialTemplates', template)
  await setLimit(mall.ctx, stockIdOf(template._id), stock)
  return template
}

/** A buyer with a coupon, and a product. */
export async function situation(mall: SaleMall, init: Init = {}) {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(STOCK)]
  const template = await newTemplate(mall, init)
  const coupon = await claimCoupon(mall.as(buyer), template._id)
  const token = newToken()
  return {
    buyer,
    product,
    coupon,
    token,
    place: (
      ctx: Context = mall.ctx,
      { own = newToken(), quantity = 1, expectedPayFen = LESS_FEN, fromCart = false } = {},
    ) =>
      mall.place(buyer, product, {
        ctx,
        token: own,
        quantity,
        expectedPayFen,
        fromCart,
        choices: { coupon: coupon._id },
      }),
    /** Where the coupon stands: `free`, `locked` or `used`. */
    async state(): Promise<'free' | 'locked' | 'used'> {
      const now = await mall.db.get('trialCoupons', coupon._id)
      if (!now) throw new Error('the coupon is gone')
      if (now.usedBy !== '' && now.lockedBy !== '') throw new Error('both locked and used')
      return now.usedBy !== '' ? 'used' : now.lockedBy !== '' ? 'locked' : 'free'
    },
  }
}
export type Situation = Awaited<ReturnType<typeof situation>>
