import { routes } from '@shared/collected/routes'
import { shipOrder } from '../../cloudfunctions/domain/sale/fulfilment'
import type { Context } from '../../cloudfunctions/platform/context'
import type { WechatApi } from '../../cloudfunctions/platform/ports'
import { createWechatApi } from '../../cloudfunctions/platform/wechat-api'
import { merchant, runJobs } from '../support/handlers'
import { DAY_MS, MINUTE_MS, skuOf, startSaleMall, type SaleMall } from '../support/sale'
import { PATIENCE_MS } from '../support/until'
import { SECRET, start, type Harness } from '../wechat/harness'

/** The card of an order in the buyer's messages, and what tells the buyer where there is none. */

jest.setTimeout(120_000)
let mall: SaleMall
let wx: Harness
let ctx: Context
/** What WeChat is asked of cards. */
const asked = () => wx.calls.filter((call) => call.endsWith('/wxa/set_user_notify')).length

beforeAll(async () => {
  mall = await startSaleMall()
  const { merchant } = mall.wechatpay
  wx = await start({
    clock: mall.clock,
    appid: merchant.appid,
    pages: Object.values(routes),
    paymentsReachMs: MINUTE_MS,
    findPayment(by) {
      const trade = mall.wechatpay.trade(by)
      if (!trade?.transaction_id || trade.paid_at === null) return undefined
      return {
        transactionId: trade.transaction_id,
        mchid: merchant.mchid,
        outTradeNo: trade.out_trade_no,
        openid: trade.openid,
        description: trade.description,
        amountFen: trade.total,
        paidAt: trade.paid_at,
        refunded: false,
      }
    },
  })
  const config = {
    appId: merchant.appid,
    appSecret: SECRET,
    wechatApiBaseUrl: wx.baseUrl,
    envVersion: 'release' as const,
    callTimeoutMs: PATIENCE_MS,
  }
  ctx = { ...mall.ctx, wechat: createWechatApi(config, mall.clock, mall.db) }
})
beforeEach(async () => {
  await mall.db.change('settings', { _id: 'shop' }, { messageCard: true })
  wx.calls.length = 0
})
afterAll(async () => {
  await wx.close()
  await mall.close()
})

const PICTURE = 'https://shop.example/tea.webp'

/** An order of three pieces that was just paid. */
async function paidOrder(picture = PICTURE) {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  await mall.db.change('products', { _id: product }, { pictures: mall.db._.set([picture]) })
  const { orderId } = await mall.place(buyer, product, { quantity: 3 })
  await mall.pay(buyer, orderId)
  await mall.wechatpay.tick()
  const line = (quantity: number) => [{ lineId: skuOf(product), quantity }]
  return {
    orderId,
    ship: (waybill: string, quantity: number) =>
      shipOrder(ctx, orderId, { courier: 'SF', waybill }, line(quantity)),
    handOver: () => merchant['fulfilment.ship'](mall.asStaff(), { orderId, way: 'pickup' }),
    card: () => wx.wechat.cards().find(({ openid }) => openid === buyer),
    messages: () => wx.wechat.messages(buyer).map(({ templateId }) => templateId),
    standing: async () => (await mall.order(orderId)).messageCard,
    owed: async () => (await mall.order(orderId)).owed,
  }
}
async function jobs(pausesMs: readonly number[] = [0], wechat: Partial<WechatApi> = {}) {
  for (const pauseMs of pausesMs) {
    mall.clock.advance(pauseMs)
    await runJobs({ ...ctx, wechat: { ...ctx.wechat, ...wechat } })
  }
}

test('[CARD-2] a paid order gets a card as soon as WeChat knows the payment, and each parcel is told there alone', async () => {
  const order = await paidOrder()
  await jobs()
  expect([order.card(), await order.owed()]).toEqual([undefined, ['card.open']])
  await jobs([MINUTE_MS])
  expect(order.card()).toMatchObject({ state: 2, page: `${routes['sale/order']}?orderId=${order.orderId}` })
  expect([await order.standing(), await order.owed()]).toEqual(['open', []])

  // Far later than a card could be opened.
  mall.clock.advance(3 * DAY_MS)
  await order.ship('SF1111111111', 1)
  await jobs()
  expect(order.card()).toMatchObject({ state: 3 })
  await order.ship('SF2222222222', 2)
  await jobs()
  expect(order.card()).toMatchObject({ state: 4 })
  expect(order.messages()).toEqual(['template_paid'])
})

test.each<[string, (() => Promise<unknown>) | undefined, string]>([
  [
    'in a shop that has no template of it',
    () => mall.db.change('settings', { _id: 'shop' }, { messageCard: false }),
    PICTURE,
  ],
  ['of goods whose picture has no address', undefined, 'cloud://mall.bucket/tea.webp'],
])(
  '[CARD-2] an order %s has no card, WeChat is not asked, and the buyer is told as before',
  async (_, make, picture) => {
    await make?.()
    const order = await paidOrder(picture)
    await jobs([MINUTE_MS, MINUTE_MS])
    await order.ship('SF1111111111', 3)
    await jobs()
    expect([asked(), order.card(), await order.standing()]).toEqual([0, undefined, undefined])
    expect(order.messages()).toEqual(['template_paid', 'template_shipped'])
  },
)

test('[CARD-2] pictures in the shop’s own storage are told by their address; while it does not answer, later', async () => {
  const put = await ctx.files.put('pictures/tea.webp', Buffer.from('tea'))
  const order = await paidOrder(put.kind === 'ok' ? put.value : '')
  const silent = { ...ctx.files, addresses: async () => ({ kind: 'unknown', cause: 'timeout' }) as const }
  for (const files of [silent, ctx.files]) {
    mall.clock.advance(MINUTE_MS)
    await runJobs({ ...ctx, files })
    expect(await order.standing()).toBe(files === silent ? undefined : 'open')
  }
  // The local WeChat refuses a picture that it could not fetch.
  expect(order.card()).toMatchObject({ state: 2 })
})

test('[CARD-2] goods that no courier brings are told of by a message', async () => {
  const order = await paidOrder()
  await jobs([MINUTE_MS, MINUTE_MS])
  await order.handOver()
  await jobs()
  expect(order.card()).toMatchObject({ state: 2 })
  expect(order.messages()).toEqual(['template_paid', 'template_shipped'])
})

test('[CARD-3] a card that WeChat refuses to change is given up: the buyer is told by messages, WeChat asked no more', async () => {
  const order = await paidOrder()
  await jobs([MINUTE_MS, MINUTE_MS])
  // For a month a card may change.
  mall.clock.advance(31 * DAY_MS)
  await order.ship('SF1111111111', 1)
  await jobs()
  expect(await order.standing()).toBe('given_up')
  expect(order.messages()).toEqual(['template_paid', 'template_shipped'])
  const before = asked()
  await order.ship('SF2222222222', 2)
  await jobs()
  expect(order.messages()).toEqual(['template_paid', 'template_shipped', 'template_shipped'])
  expect(asked()).toBe(before)
})

test.each(['85462', '85999', '48001'])(
  '[CARD-3] a card that WeChat will not open (%s) is asked for once',
  async (code) => {
    const order = await paidOrder()
    let times = 0
    const openCard: WechatApi['openCard'] = async () => {
      times += 1
      return { kind: 'rejected', code, message: '', final: true }
    }
    await jobs([MINUTE_MS, MINUTE_MS, DAY_MS], { openCard })
    expect([times, await order.standing(), await order.owed()]).toEqual([1, undefined, []])
    await order.ship('SF1111111111', 3)
    await jobs()
    expect(order.messages()).toEqual(['template_paid', 'template_shipped'])
  },
)

test('[CARD-3] a payment that WeChat never gets to know is asked about for a day, and parks nothing', async () => {
  const order = await paidOrder()
  const openCard: WechatApi['openCard'] = async () => ({
    ...{ kind: 'rejected', code: '85437', message: '', final: false },
  })
  await jobs(
    Array.from({ length: 23 }, () => 60 * MINUTE_MS),
    { openCard },
  )
  expect(await order.owed()).toEqual(['card.open'])
  expect(await mall.order(order.orderId)).not.toHaveProperty('parkedAt')
  await jobs([60 * MINUTE_MS, 60 * MINUTE_MS])
  expect([order.card(), await order.owed()]).toEqual([undefined, []])
})

test('[CARD-3] answers that get lost tell nothing twice', async () => {
  const order = await paidOrder()
  const lost = async <R>(work: Promise<R>) =>
    work.then(() => ({ kind: 'unknown', cause: 'timeout' }) as const)
  const { wechat } = ctx
  await jobs([MINUTE_MS], { openCard: (request) => lost(wechat.openCard(request)) })
  expect([order.card()?.state, await order.standing(), await order.owed()]).toEqual([
    2,
    undefined,
    ['card.open'],
  ])
  await jobs([MINUTE_MS])
  expect([await order.standing(), await order.owed()]).toEqual(['open', []])
  await order.ship('SF1111111111', 3)
  await jobs([0], { changeCard: (request) => lost(wechat.changeCard(request)) })
  await jobs([MINUTE_MS])
  expect(order.card()).toMatchObject({ state: 4 })
  expect(order.messages()).toEqual(['template_paid'])
})

test('[CARD-3] what is sent while its card is being opened is told there alone', async () => {
  const order = await paidOrder()
  await jobs()
  const openCard: WechatApi['openCard'] = async (request) => {
    const answer = await ctx.wechat.openCard(request)
    await order.ship('SF1111111111', 3)
    return answer
  }
  await jobs([MINUTE_MS], { openCard })
  await jobs([MINUTE_MS])
  expect(order.card()).toMatchObject({ state: 4 })
  expect(order.messages()).toEqual(['template_paid'])
})

test('[CARD-3] what is sent before there is a card is told by a message, and none is opened any more', async () => {
  const order = await paidOrder()
  await order.ship('SF1111111111', 3)
  await jobs([0, MINUTE_MS, MINUTE_MS])
  expect([asked(), order.card(), await order.standing()]).toEqual([0, undefined, undefined])
  expect(order.messages()).toEqual(['template_paid', 'template_shipped'])
})

test('[CARD-3] WeChat is asked again for a card that it is busy with', async () => {
  const order = await paidOrder()
  await jobs([MINUTE_MS, MINUTE_MS])
  await order.ship('SF1111111111', 3)
  const locked = { kind: 'rejected', code: '85449', message: '', final: false } as const
  await jobs([0], { changeCard: () => Promise.resolve(locked) })
  expect(order.card()).toMatchObject({ state: 2 })
  await jobs([MINUTE_MS])
  expect(order.card()).toMatchObject({ state: 4 })
  expect(order.messages()).toEqual(['template_paid'])
})
