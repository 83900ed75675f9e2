import { createPayGateway } from '../../cloudfunctions/platform/pay-gateway'
import { readConfig } from '../../cloudfunctions/platform/config'
import { createWechatApi } from '../../cloudfunctions/platform/wechat-api'
import type { PayGateway } from '../../cloudfunctions/platform/ports'
import { openidOf, phoneOf, startLocalCloud, type LocalCloud } from '../../local'

const MINUTE = 60_000
let cloud: LocalCloud
let pay: PayGateway

beforeAll(async () => {
  cloud = await startLocalCloud()
  pay = createPayGateway(readConfig(cloud.env as NodeJS.ProcessEnv), cloud.clock)
})
afterAll(() => cloud.close())

const ask = async (path: string, body: object) =>
  (
    await fetch(`${cloud.url}/local/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  ).json()

async function prepay(orderId: string) {
  const prepaid = await pay.prepay({
    orderId,
    description: '武夷岩茶 大红袍',
    amountFen: 16_800,
    openid: openidOf('buyer'),
    expiresAt: cloud.clock.now() + 30 * MINUTE,
  })
  if (prepaid.kind !== 'ok') throw new Error(JSON.stringify(prepaid))
  return prepaid.value.payParams
}

test('the sheet shows what is paid, and the payer’s phone pays it', async () => {
  const params = await prepay('cashier_1')
  expect(await ask('cashier', { params })).toMatchObject({
    ok: true,
    title: '武夷岩茶 大红袍',
    amountFen: 16_800,
  })
  expect(await ask('cashier/pay', { who: 'merchant', params })).toMatchObject({ result: 'fail' })
  expect(await ask('cashier/pay', { who: 'buyer', params: { ...params, paySign: 'AAAA' } })).toMatchObject({
    result: 'fail',
    message: '支付验证签名失败',
  })
  expect(await ask('cashier/pay', { who: 'buyer', params })).toEqual({ result: 'ok', message: '' })
  expect(await ask('cashier', { params })).toMatchObject({ ok: false, message: '该订单已支付' })
  const queried = await pay.query('cashier_1')
  expect(queried).toMatchObject({ kind: 'ok', value: { tradeState: 'SUCCESS', totalFen: 16_800 } })
})

test('cancelling leaves the order payable; a lost callback is paid all the same', async () => {
  const params = await prepay('cashier_2')
  expect(await ask('cashier/cancel', { params })).toEqual({ result: 'cancel' })
  expect(await ask('cashier/pay', { who: 'buyer', params, choice: 'lose' })).toMatchObject({ result: 'ok' })
  expect(cloud.wechatpay.notifications('cashier_2')[0]?.drops).toBeGreaterThan(0)
})

test('what is no payment is refused in words', async () => {
  expect(await ask('cashier', { params: { package: 'prepay_id=none' } })).toMatchObject({ ok: false })
  expect(await ask('cashier', {})).toEqual({ message: '缺少 params.package' })
})

test('mini-program codes and the access token come over the same port', async () => {
  const wechat = createWechatApi(readConfig(cloud.env as NodeJS.ProcessEnv), cloud.clock, cloud.db)
  const made = await wechat.miniProgramCode({ scene: 'abc', page: 'packages/goods/detail/index' })
  expect(made).toMatchObject({ kind: 'ok' })
  expect(await cloud.db.count('tokens', {})).toBe(1)
})

test('a phone and its openid name each other', () => {
  for (const who of ['buyer', 'a', 'b0', 'a-very-long-name-020']) {
    expect(openidOf(who)).toHaveLength(28)
    expect(phoneOf(openidOf(who))).toBe(who)
  }
  expect(() => openidOf('Bad_Name')).toThrow(RangeError)
})
