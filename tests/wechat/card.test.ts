import { createWechatSetup } from '../../cloudfunctions/platform/wechat/setup'
import { APPID, OPENID, SECRET, start, type Harness } from './harness'

/** The card of an order, as WeChat's documents have it: what it takes, and what it refuses. */

const PAYMENT = {
  transactionId: '4200000000202611210000000001',
  mchid: '1900000001',
  outTradeNo: 'order-1',
  openid: OPENID,
  description: '茶',
  amountFen: 12_800,
  refunded: false,
}
const OTHER = '4200000000202611210000000002'
const PAGE = 'packages/sale/order/index'
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const GOODS = {
  name: '茶',
  picture: 'https://shop.example/tea.webp',
  page: PAGE,
  quantity: 2,
  priceFen: 6_400,
}

let wx: Harness
let paidAt: number
beforeEach(async () => {
  wx = await start({
    pages: [PAGE],
    paymentsReachMs: 60_000,
    findPayment: (by) =>
      'transactionId' in by && [PAYMENT.transactionId, OTHER].includes(by.transactionId)
        ? { ...PAYMENT, transactionId: by.transactionId, paidAt }
        : undefined,
  })
  paidAt = wx.clock.now()
  wx.clock.advance(60_000)
})
afterEach(() => wx.close())

const card = () => ({ openid: OPENID, transactionId: PAYMENT.transactionId, page: `${PAGE}?orderId=order-1` })
const open = (changes: object = {}) =>
  wx.client.openCard({ ...card(), amountFen: PAYMENT.amountFen, paidAt, goods: [GOODS], ...changes })
const OK = { kind: 'ok', value: null }

test('[CARD-1] a card opens by the number of a payment, and says what was sent', async () => {
  expect(await open()).toEqual(OK)
  expect(wx.wechat.cards()).toMatchObject([
    { transactionId: PAYMENT.transactionId, openid: OPENID, state: 2, page: `${PAGE}?orderId=order-1` },
  ])
  // Its answer was lost: it is open.
  expect(await open()).toEqual(OK)
  for (const [state, kept] of [
    ['partly_shipped', 3],
    ['partly_shipped', 3],
    ['shipped', 4],
  ] as const) {
    expect(await wx.client.changeCard(card(), state)).toEqual(OK)
    expect(wx.wechat.cards()).toMatchObject([{ state: kept }])
  }
  expect(await wx.client.changeCard(card(), 'partly_shipped')).toMatchObject({ code: '85439', final: true })
})

test('[CARD-1] nobody sees it without the template, which the mini-program adds once', async () => {
  await open()
  expect(wx.wechat.cards()).toMatchObject([{ shown: false }])
  const tokenStore = { get: async () => null, set: async () => undefined }
  const config = { appid: APPID, secret: SECRET, baseUrl: wx.baseUrl }
  const setup = createWechatSetup(config, { now: wx.clock.now, tokenStore })
  wx.wechat.leave('card_category', false)
  expect(await setup.addOrderCard()).toMatchObject({ code: '200014' })
  wx.wechat.leave('card_category', true)
  expect(await setup.addOrderCard()).toEqual(OK)
  expect(await setup.addOrderCard()).toEqual(OK)
  // It is nothing that anybody could be asked for.
  expect(wx.wechat.templates()).toEqual([])
  paidAt = wx.clock.now() - HOUR_MS
  await open({ transactionId: OTHER })
  expect(wx.wechat.cards().map(({ shown }) => shown)).toEqual([false, true])
})

test('[CARD-1] WeChat does not know a payment yet: later; it is opened within a day and changed within a month', async () => {
  paidAt = wx.clock.now() - 30_000
  expect(await open()).toMatchObject({ code: '85437', remedy: 'retry' })
  wx.clock.advance(30_000 + DAY_MS)
  expect(await open()).toMatchObject({ code: '85438', final: true })
  paidAt = wx.clock.now() - HOUR_MS
  expect(await open()).toEqual(OK)
  wx.clock.advance(31 * DAY_MS)
  expect(await wx.client.changeCard(card(), 'shipped')).toMatchObject({ code: '85438' })
})

test.each<[string, string, () => object]>([
  ['of another amount', '85433', () => ({ amountFen: PAYMENT.amountFen + 1 })],
  ['of another time', '85433', () => ({ paidAt: paidAt + 1_000 })],
  ['of somebody who has not paid', '40003', () => ({ openid: 'oSomebody' })],
  ['of no payment', '85437', () => ({ transactionId: '42000' })],
  ['of a page that the mini-program lacks', '85441', () => ({ page: 'pages/nowhere' })],
  ['of no goods', '85441', () => ({ goods: [] })],
  ['of a picture that has no address', '85441', () => ({ goods: [{ ...GOODS, picture: 'cloud://a.b/c' }] })],
  ['of half a piece', '85441', () => ({ goods: [{ ...GOODS, quantity: 0.5 }] })],
])('[CARD-1] a card %s is refused', async (_, code, changes) => {
  expect(await open(changes())).toMatchObject({ kind: 'rejected', code })
  expect(wx.wechat.cards()).toEqual([])
})

test('[CARD-1] a card that was never opened says nothing', async () => {
  expect(await wx.client.changeCard(card(), 'shipped')).toMatchObject({ code: '85439', final: true })
})

test.each<[string, string, object]>([
  ['a type that is a text', '47001', { notify_type: '2001' }],
  ['another type', '85434', { notify_type: 2002 }],
  ['content that is no JSON', '85435', { content_json: '{' }],
  ['content that is no text', '85435', { content_json: { cur_status: 2 } }],
  ['no state', '85440', { content_json: '{}' }],
  ['a check that is no text', '47001', { check_json: { pay_amount: 12_800 } }],
  ['no check', '85433', { check_json: undefined }],
])('[CARD-1] the local WeChat refuses %s', async (_, errcode, changes) => {
  const token = await (
    await fetch(`${wx.baseUrl}/cgi-bin/stable_token`, {
      method: 'POST',
      body: JSON.stringify({ grant_type: 'client_credential', appid: APPID, secret: SECRET }),
    })
  ).json()
  const { access_token } = token as { access_token: string }
  const info = { product_img: GOODS.picture, product_name: '茶', product_path_query: PAGE }
  const content = {
    cur_status: 2,
    wxa_path_query: PAGE,
    product_count: 1,
    product_list: { info_list: [info] },
  }
  const send = async (more: object) => {
    const body = {
      openid: OPENID,
      notify_type: 2001,
      notify_code: PAYMENT.transactionId,
      content_json: JSON.stringify(content),
      check_json: JSON.stringify({ pay_amount: 12_800, pay_time: Math.floor(paidAt / 1000) }),
      ...more,
    }
    const url = `${wx.baseUrl}/wxa/set_user_notify?access_token=${access_token}`
    const answer = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    return (await answer.json()) as { errcode: number }
  }
  expect(String((await send(changes)).errcode)).toBe(errcode)
  expect((await send({})).errcode).toBe(0)
})
