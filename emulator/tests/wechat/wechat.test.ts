import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClock } from '../../src/base'
import { createWechat, openWechatStore, type Wechat, type WechatOptions } from '../../src/wechat'

/** WeChat's server APIs over the wire, as its documents describe them. */
const APPID = 'wx00000000000000aa'
const SECRET = 'a-secret'
const OPENID = 'oUser000000000000000000000AA'

const clock = createClock()
const store = openWechatStore(':memory:')
const PAYMENT = {
  transactionId: '4200000000000000000000000001',
  mchid: '1900000109',
  outTradeNo: 'order_1',
  openid: OPENID,
  description: '茶',
  amountFen: 100,
  paidAt: clock.now(),
  refunded: false,
}
const options: WechatOptions = {
  clock,
  store,
  appid: APPID,
  secret: SECRET,
  pages: ['pages/a', 'pages/index/index'],
  codeUrl: ({ scene, page }) => `http://127.0.0.1/${page}?scene=${scene}`,
  findPayment: (by) =>
    (
      'transactionId' in by
        ? by.transactionId === PAYMENT.transactionId
        : by.outTradeNo === PAYMENT.outTradeNo
    )
      ? PAYMENT
      : undefined,
}
let wechat: Wechat
let server: Server
let url: string

beforeAll(async () => {
  wechat = createWechat(options)
  server = createServer((request, response) => void wechat.handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  await wechat.close()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  store.close()
})

type Answer = Record<string, unknown>
const get = async (path: string) => (await (await fetch(url + path)).json()) as Answer
const post = (path: string, body: unknown) =>
  fetch(url + path, { method: 'POST', body: JSON.stringify(body) })
const token = async (force = false): Promise<string> => {
  const body = { grant_type: 'client_credential', appid: APPID, secret: SECRET, force_refresh: force }
  return String(((await (await post('/cgi-bin/stable_token', body)).json()) as Answer)['access_token'])
}
const call = async (path: string, body: unknown, access?: string) =>
  (await (await post(`${path}?access_token=${access ?? (await token())}`, body)).json()) as Answer

test('tokens: the stable one stays the same, dies in time, and can be revoked', async () => {
  const first = await token()
  expect(await token()).toBe(first)
  const renewed = await token(true)
  expect(renewed).not.toBe(first)
  const path = '/wxa/sec/order/get_order'
  const body = { transaction_id: PAYMENT.transactionId }
  expect(await call(path, body, first)).toMatchObject({ errcode: 0 })
  clock.advance(5 * 60_000 + 1)
  expect(await call(path, body, first)).toMatchObject({ errcode: 42001 })
  expect(await call(path, body, renewed)).toMatchObject({ errcode: 0 })
  wechat.revokeTokens()
  expect(await call(path, body, renewed)).toMatchObject({ errcode: 40001 })
  expect(await call(path, body, '')).toMatchObject({ errcode: 41001 })
  expect(await get(`/cgi-bin/token?grant_type=client_credential&appid=${APPID}&secret=wrong`)).toMatchObject({
    errcode: 40125,
  })
})

test('login codes are good once, for five minutes', async () => {
  const ask = (code: string) =>
    get(`/sns/jscode2session?appid=${APPID}&secret=${SECRET}&js_code=${code}&grant_type=authorization_code`)
  const code = wechat.issueLoginCode(OPENID)
  expect(await ask(code)).toMatchObject({ openid: OPENID, session_key: expect.any(String) as string })
  expect(await ask(code)).toMatchObject({ errcode: 40163 })
  expect(await ask('made-up')).toMatchObject({ errcode: 40029 })
  const late = wechat.issueLoginCode(OPENID)
  clock.advance(301_000)
  expect(await ask(late)).toMatchObject({ errcode: 40029 })
})

test('subscribe messages are kept as sent, and refused as WeChat refuses them', async () => {
  const path = '/cgi-bin/message/subscribe/send'
  const message = {
    touser: OPENID,
    template_id: 't1',
    page: 'pages/a',
    data: { thing1: { value: '大红袍' } },
  }
  expect(await call(path, message)).toMatchObject({ errcode: 0, msgid: expect.any(String) as string })
  expect(wechat.messages(OPENID)).toMatchObject([{ templateId: 't1', data: { thing1: '大红袍' } }])
  expect(await call(path, { ...message, page: 'pages/a?id=1' })).toMatchObject({ errcode: 0 })
  for (const page of ['pages/gone', 'pages/a/b', '/pages/a'])
    expect(await call(path, { ...message, page })).toMatchObject({ errcode: 41030 })
  const long = { ...message, data: { thing1: { value: '字'.repeat(21) } } }
  expect(await call(path, long)).toMatchObject({ errcode: 47003 })
  wechat.refuseMessages(OPENID)
  expect(await call(path, message)).toMatchObject({ errcode: 43101 })
})

test('a payment is shipped once, asked for, and confirmed by its buyer', async () => {
  const path = '/wxa/sec/order/upload_shipping_info'
  const shipping = {
    order_key: { order_number_type: 2, transaction_id: PAYMENT.transactionId },
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [{ tracking_no: 'YT1', express_company: 'YTO', item_desc: '茶' }],
    upload_time: '2026-11-21T12:00:00+08:00',
    payer: { openid: OPENID },
  }
  expect(await call(path, { ...shipping, payer: { openid: 'oOther' } })).toMatchObject({ errcode: 10060031 })
  expect(await call(path, shipping)).toMatchObject({ errcode: 0 })
  expect(await call(path, shipping)).toMatchObject({ errcode: 10060023 })
  const order = () => call('/wxa/sec/order/get_order', { transaction_id: PAYMENT.transactionId })
  expect(await order()).toMatchObject({ order: { order_state: 2, shipping: { finish_shipping: true } } })
  expect(wechat.confirmReceipt({ transactionId: PAYMENT.transactionId })).toBe(true)
  expect(await order()).toMatchObject({ order: { order_state: 3 } })
  expect(await call('/wxa/sec/order/get_order', { transaction_id: 'none' })).toMatchObject({
    errcode: 10060001,
  })
})

test('what has another type or another name than WeChat gives it is refused before anything is looked at', async () => {
  const shipping = {
    order_key: { order_number_type: 2, transaction_id: PAYMENT.transactionId },
    logistics_type: 1,
    delivery_mode: 1,
    shipping_list: [{ tracking_no: 'YT9', express_company: 'YTO', item_desc: '茶' }],
    upload_time: '2026-11-21T13:00:00+08:00',
    payer: { openid: OPENID },
  }
  const [parcel] = shipping.shipping_list
  const upload = (over: object) => call('/wxa/sec/order/upload_shipping_info', { ...shipping, ...over })
  for (const [over, errcode] of [
    [{ logistics_type: '1' }, 47001],
    [{ delivery_mode: '1' }, 47001],
    [{ shipping_list: parcel }, 47001],
    [{ shipping_list: [{ ...parcel, tracking_no: 9 }] }, 47001],
    [{ order_key: { order_number_type: '2' } }, 47001],
    [{ order_key: { order_number_type: 3 } }, 268485194],
    [{ order_key: { order_number_type: 2 } }, 268485195],
    [{ order_key: { order_number_type: 1, out_trade_no: 'a' } }, 268485196],
    [{ order_key: { order_number_type: 1, mchid: '1' } }, 268485197],
    [{ shipping_list: [{ ...parcel, tracking_no: '' }] }, 268485226],
    [{ shipping_list: [{ ...parcel, express_company: undefined }] }, 268485227],
    [{ shipping_list: [parcel, parcel] }, 268485228],
    [{ upload_time: '2026-11-21 13:00:00' }, 268485216],
  ] as const) {
    expect({ over, ...(await upload(over)) }).toMatchObject({ over, errcode })
  }
  const named = { mchid: PAYMENT.mchid, out_trade_no: PAYMENT.outTradeNo }
  expect(await call('/wxa/sec/order/get_order', named)).toMatchObject({ errcode: 47001 })
})

test('a mini-program code is a picture; what no scene may hold is refused', async () => {
  const path = `/wxa/getwxacodeunlimit?access_token=${await token()}`
  const code = await post(path, { scene: 'a=1', page: 'pages/index/index' })
  expect(code.headers.get('content-type')).toBe('image/png')
  expect(Buffer.from(await code.arrayBuffer()).toString('hex', 0, 8)).toBe('89504e470d0a1a0a')
  expect(await (await post(path, { scene: '中文' })).json()).toMatchObject({ errcode: 40169 })
  expect((await post('/wxa/nothing', {})).status).toBe(404)
})

test('a code opens a page that the mini-program has, unless nobody is to look', async () => {
  const draw = async (more: object) =>
    (
      await post(`/wxa/getwxacodeunlimit?access_token=${await token()}`, { scene: 'a1', ...more })
    ).headers.get('content-type')
  expect(await draw({ page: 'pages/a' })).toBe('image/png')
  expect(await draw({ page: 'pages/gone', check_path: false })).toBe('image/png')
  const body = { scene: 'a1', page: 'pages/gone' }
  expect(await call('/wxa/getwxacodeunlimit', body)).toMatchObject({ errcode: 41030 })
})
