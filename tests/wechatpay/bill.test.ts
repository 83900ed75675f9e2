import { createHash, createSign } from 'node:crypto'
import { gunzipSync, gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { dayOf, DAY_MS, startOfDay } from '../../shared/business-day'
import { type BillChange, changeBill, type Deliver, feeOf } from '../../emulator/src/wechatpay'
import { randomBytes } from '../support/seed'
import { newNumber, paidOrder, start, type Harness } from './harness'

// A busy machine is no failure: nothing here is measured in time.
jest.setTimeout(120_000)

const HOUR_MS = 3_600_000

/** A merchant who takes what is signed, and refuses WeChat Pay's false signatures. */
const deliver: Deliver = async ({ headers }) =>
  headers['Wechatpay-Signature']?.startsWith('WECHATPAY/SIGNTEST/') ? 401 : 204

/** Moves to ten past midnight of the next day in Beijing; answers the day that ended. */
function endDay({ clock }: Harness): string {
  const day = dayOf(clock.now())
  clock.advance(startOfDay(clock.now()) + DAY_MS + 600_000 - clock.now())
  return day
}
const untilTen = ({ clock }: Harness) => clock.advance(startOfDay(clock.now()) + 10 * HOUR_MS - clock.now())

/** Asks as anybody with the merchant's key could. */
function ask(shop: Harness, path: string): Promise<Response> {
  const { merchant } = shop.wechatpay
  const timestamp = Math.floor(shop.clock.now() / 1000)
  const nonce = randomBytes(8).toString('hex')
  const signature = createSign('RSA-SHA256')
    .update(`GET\n${path}\n${timestamp}\n${nonce}\n\n`)
    .sign(merchant.privateKeyPem, 'base64')
  const Authorization = `WECHATPAY2-SHA256-RSA2048 mchid="${merchant.mchid}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${merchant.serialNo}",signature="${signature}"`
  return fetch(merchant.baseUrl + path, { headers: { Authorization } })
}

const codeOf = async (response: Response) => [
  response.status,
  ((await response.json()) as { code?: string }).code,
]

interface BillAnswer {
  hash_type: string
  hash_value: string
  download_url: string
}

async function askBill(shop: Harness, path: string): Promise<BillAnswer> {
  const response = await ask(shop, path)
  if (response.status !== 200) throw new Error(await response.text())
  return (await response.json()) as BillAnswer
}

async function fileOf(shop: Harness, path: string): Promise<{ answer: BillAnswer; text: string }> {
  const answer = await askBill(shop, path)
  const response = await ask(shop, answer.download_url.replace('https://api.mch.weixin.qq.com', ''))
  return { answer, text: Buffer.from(await response.arrayBuffer()).toString('utf8') }
}

async function refund(shop: Harness, orderId: string, refundFen: number, totalFen: number) {
  const refundNo = newNumber('refund')
  const asked = await shop.gateway.refund({ orderId, refundNo, refundFen, totalFen })
  if (asked.kind !== 'ok') throw new Error(JSON.stringify(asked))
  return refundNo
}

describe.each(['public_key', 'certificate'] as const)('bills in %s mode', (platformMode) => {
  let shop: Harness
  beforeAll(async () => {
    shop = await start({ platformMode, deliver })
  })
  afterAll(() => shop.close())

  test('a day with payments and refunds, read through the gateway', async () => {
    endDay(shop)
    const first = await paidOrder(shop, 12_345)
    const second = await paidOrder(shop, 8_800)
    const refundNo = await refund(shop, first.orderId, 345, 12_345)
    shop.clock.advance(5_000)
    await shop.wechatpay.tick()
    const day = endDay(shop)

    const early = { kind: 'rejected', code: 'STATEMENT_CREATING', final: false, remedy: 'retry' }
    expect(await shop.gateway.tradeBill(day)).toMatchObject(early)
    expect(await shop.gateway.fundFlowBill(day)).toMatchObject(early)
    untilTen(shop)

    // 0.60 % of 123.45 and 88.00, and what of it comes back with 3.45; rounded to the fen each.
    const feeFen = 74 + 53 - 2
    const netFen = 12_345 + 8_800 - 345 - feeFen
    const bill = await shop.gateway.tradeBill(day)
    expect(bill).toEqual({
      kind: 'ok',
      value: {
        payments: expect.arrayContaining([
          { orderId: first.orderId, transactionId: first.transactionId, totalFen: 12_345 },
          { orderId: second.orderId, transactionId: second.transactionId, totalFen: 8_800 },
        ]),
        refunds: [{ refundNo, orderId: first.orderId, refundFen: 345, status: 'succeeded' }],
        sums: { payments: 2, paymentFen: 21_145, refunds: 1, refundFen: 345, feeFen, netFen },
        others: 0,
      },
    })
    expect(await shop.gateway.fundFlowBill(day)).toEqual({
      kind: 'ok',
      value: { incomeFen: 21_145, expenseFen: 21_145 - netFen, tradeNetFen: netFen },
    })
    expect(shop.requests.filter(({ url }) => url.includes('tar_type=GZIP')).length).toBeGreaterThan(0)
  })

  test('a day without trades has no bill', async () => {
    endDay(shop)
    const empty = endDay(shop)
    untilTen(shop)
    expect(await shop.gateway.tradeBill(empty)).toEqual({ kind: 'ok', value: null })
    expect(await shop.gateway.fundFlowBill(empty)).toEqual({ kind: 'ok', value: null })
    expect(await codeOf(await ask(shop, `/v3/bill/tradebill?bill_date=${empty}`))).toEqual([
      400,
      'NO_STATEMENT_EXIST',
    ])
  })

  test('the file is as WeChat Pay writes it', async () => {
    endDay(shop)
    const { orderId, transactionId } = await paidOrder(shop, 100_000)
    await refund(shop, orderId, 100_000, 100_000)
    const day = endDay(shop)
    untilTen(shop)
    const path = `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`
    const { answer, text } = await fileOf(shop, path)
    expect(answer.hash_type).toBe('SHA1')
    expect(answer.download_url).toMatch(
      /^https:\/\/api\.mch\.weixin\.qq\.com\/v3\/billdownload\/file\?token=/,
    )
    expect(createHash('sha1').update(text).digest('hex')).toBe(answer.hash_value)
    const lines = text.split('\r\n')
    expect(text.startsWith('\ufeff交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号')).toBe(true)
    expect(lines.at(-1)).toBe('')
    expect(lines).toHaveLength(6)
    expect(lines.at(-3)).toBe(
      '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额',
    )
    expect(lines.at(-2)).toBe('`2,`1000.00,`1000.00,`0.00,`0.00000,`1000.00,`1000.00')
    const payment = lines.find((line) => line.includes('`SUCCESS,`OTHERS')) ?? ''
    expect(payment.split(',`')).toHaveLength(27)
    expect(payment).toContain(`,\`${transactionId},\`${orderId},\``)
    expect(payment).toContain(',`CNY,`1000.00,`0.00,`0,`0,`0.00,`0.00,`,`,`')
    expect(payment.endsWith(',`6.00000,`0.60%,`1000.00,`0.00,`')).toBe(true)
    const back = lines.find((line) => line.includes('`REFUND,`OTHERS')) ?? ''
    expect(back.endsWith(',`-6.00000,`0.60%,`0.00,`1000.00,`')).toBe(true)

    const success = await fileOf(shop, `${path.replace('ALL', 'SUCCESS')}`)
    expect(success.text.split('\r\n').at(-2)).toBe('`1,`1000.00,`6.00000,`1000.00')
    const refunds = await fileOf(shop, `${path.replace('ALL', 'REFUND')}`)
    expect(refunds.text).toContain('退款申请时间,退款成功时间,微信退款单号')
    const flows = await fileOf(shop, `/v3/bill/fundflowbill?bill_date=${day}&account_type=BASIC`)
    expect(flows.text.split('\r\n').at(-2)).toBe('`3,`1,`1000.00,`2,`1000.00')
    expect(flows.text).toContain('退款总金额1000.00元;含手续费6.00元')
  })

  test('whoever may not have a file does not get it', async () => {
    endDay(shop)
    await paidOrder(shop, 100)
    const day = endDay(shop)
    untilTen(shop)
    const { download_url } = await askBill(shop, `/v3/bill/tradebill?bill_date=${day}`)
    const path = download_url.replace('https://api.mch.weixin.qq.com', '')
    const unsigned = await fetch(shop.wechatpay.merchant.baseUrl + path)
    expect(await codeOf(unsigned)).toEqual([401, 'SIGN_ERROR'])
    expect(await codeOf(await ask(shop, `${path}x`))).toEqual([403, 'NO_AUTH'])
    const answered = await ask(shop, path)
    expect(answered.status).toBe(200)
    expect(answered.headers.get('wechatpay-signature')).toBeNull()
    shop.clock.advance(5 * 60_000 + 1)
    expect(await codeOf(await ask(shop, path))).toEqual([400, 'INVALID_REQUEST'])
  })

  test('a date that has no bill is refused', async () => {
    const today = dayOf(shop.clock.now())
    const path = (date: string) => `/v3/bill/tradebill?bill_date=${date}`
    const refusals: [string, string][] = [
      [today, 'INVALID_REQUEST'],
      [dayOf(shop.clock.now() + DAY_MS), 'INVALID_REQUEST'],
      [dayOf(shop.clock.now() - 100 * DAY_MS), 'INVALID_REQUEST'],
      ['2026-02-30', 'PARAM_ERROR'],
      ['20260220', 'PARAM_ERROR'],
    ]
    for (const [date, code] of refusals) {
      expect([date, ...(await codeOf(await ask(shop, path(date))))]).toEqual([date, 400, code])
    }
    expect(await codeOf(await ask(shop, `${path(today)}&bill_type=NONE`))).toEqual([400, 'PARAM_ERROR'])
    expect(await shop.gateway.tradeBill('tomorrow')).toMatchObject({ kind: 'rejected', final: true })
  })
})

describe('a bill that is not right', () => {
  let shop: Harness
  let day: string
  let transactionId: string
  beforeAll(async () => {
    shop = await start({ deliver })
    endDay(shop)
    transactionId = (await paidOrder(shop, 10_000)).transactionId
    await paidOrder(shop, 20_000)
    day = endDay(shop)
    untilTen(shop)
  })
  afterAll(() => shop.close())

  const broken: [string, BillChange][] = [
    ['unknown columns', { kind: 'text', find: '公众账号ID', replace: '应用ID' }],
    ['a missing column', { kind: 'text', find: ',费率备注', replace: '' }],
    ['another merchant', { kind: 'text', find: '`1900000109', replace: '`1900000999' }],
    ['another day', { kind: 'text', find: '`20', replace: '`19' }],
    ['no amount', { kind: 'text', find: '`200.00', replace: '`2e2' }],
    ['a part of a fen', { kind: 'text', find: '`200.00', replace: '`200.001' }],
    ['a sum that does not add up', { kind: 'text', find: '`200.00', replace: '`200.01' }],
    ['a row too few', { kind: 'text', find: '\r\n总交易单数', replace: '\r\n' }],
    ['no end', { kind: 'text', find: '总交易单数,', replace: '总交易数,' }],
    [
      'something behind the end',
      { kind: 'text', find: '`300.00,`0.00\r\n', replace: '`300.00,`0.00\r\n`1\r\n' },
    ],
    ['an unknown state', { kind: 'text', find: '`SUCCESS', replace: '`PAYERROR' }],
    ['another currency', { kind: 'text', find: '`CNY', replace: '`USD' }],
  ]
  test.each(broken)('is refused whole: %s', async (_, change) => {
    changeBill(shop.wechatpay, day, [change])
    expect(await shop.gateway.tradeBill(day)).toMatchObject({ kind: 'unknown', cause: 'malformed' })
    changeBill(shop.wechatpay, day, [])
    expect(await shop.gateway.tradeBill(day)).toMatchObject({ kind: 'ok' })
  })

  test('is refused when it is not the file of the hash, or is cut off', async () => {
    shop.changeFiles((packed) => gzipSync(gunzipSync(packed).toString('utf8').replaceAll('`OTHERS', '`CFT')))
    expect(await shop.gateway.tradeBill(day)).toEqual({
      kind: 'unknown',
      cause: 'malformed',
      detail: 'tradebill: the SHA-1 does not match',
    })
    shop.changeFiles((packed) => packed.subarray(0, packed.length - 20))
    expect(await shop.gateway.tradeBill(day)).toMatchObject({ detail: 'tradebill: broken GZIP' })
    shop.changeFiles((packed) => gunzipSync(packed))
    expect(await shop.gateway.tradeBill(day)).toMatchObject({ kind: 'ok' })
    shop.changeFiles()
  })

  test('counts rows of the merchant’s other apps in its sums only', async () => {
    changeBill(shop.wechatpay, day, [
      { kind: 'text', find: shop.wechatpay.merchant.appid, replace: 'wx00000000000000ff' },
    ])
    const bill = await shop.gateway.tradeBill(day)
    expect(bill).toMatchObject({
      kind: 'ok',
      value: { others: 1, sums: { payments: 2, paymentFen: 30_000 } },
    })
    if (bill.kind === 'ok') expect(bill.value?.payments).toHaveLength(1)
    changeBill(shop.wechatpay, day, [])
  })

  test('[RECON-9] reads a payment that was taken back at once, counts it and compares it with nothing', async () => {
    changeBill(shop.wechatpay, day, [{ kind: 'text', find: '`SUCCESS,`OTHERS', replace: '`REVOKED,`OTHERS' }])
    const bill = await shop.gateway.tradeBill(day)
    expect(bill).toMatchObject({
      kind: 'ok',
      value: { others: 1, sums: { payments: 1, paymentFen: 30_000 } },
    })
    if (bill.kind === 'ok') expect(bill.value?.payments).toHaveLength(1)
    changeBill(shop.wechatpay, day, [])
  })

  test('can be changed row by row, and its sums follow', async () => {
    changeBill(shop.wechatpay, day, [{ kind: 'drop', number: transactionId }])
    expect(await shop.gateway.tradeBill(day)).toMatchObject({
      value: { sums: { payments: 1, paymentFen: 20_000 } },
    })
    changeBill(shop.wechatpay, day, [{ kind: 'amount', number: transactionId, fen: 9_999 }])
    expect(await shop.gateway.tradeBill(day)).toMatchObject({ value: { sums: { paymentFen: 29_999 } } })
    changeBill(shop.wechatpay, day, [])
  })
})

describe('any day', () => {
  let shop: Harness
  beforeAll(async () => {
    shop = await start({ deliver })
  })
  afterAll(() => shop.close())

  const trade = fc.record({
    fen: fc.integer({ min: 1, max: 2_000_000 }),
    // Parts of a thousand that go back.
    back: fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 2 }),
  })

  test('[RECON-1] what is read of its bills is what happened, to the fen', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(trade, { minLength: 1, maxLength: 6 }), async (trades) => {
        endDay(shop)
        let [paid, refunded, fees, refunds] = [0, 0, 0, 0]
        for (const { fen, back } of trades) {
          const { orderId } = await paidOrder(shop, fen)
          paid += fen
          let before = 0
          for (const part of back) {
            const refundFen = Math.min(fen - before, Math.ceil((fen * part) / 1_000))
            if (refundFen === 0) continue
            // WeChat Pay takes two refunds of one order a minute apart only.
            shop.clock.advance(60_000)
            await refund(shop, orderId, refundFen, fen)
            before += refundFen
            refunds += 1
          }
          refunded += before
          fees += feeOf(fen) - feeOf(before)
        }
        const day = endDay(shop)
        untilTen(shop)
        const netFen = paid - refunded - fees
        const bill = await shop.gateway.tradeBill(day)
        expect(bill).toMatchObject({
          kind: 'ok',
          value: {
            sums: {
              payments: trades.length,
              paymentFen: paid,
              refunds,
              refundFen: refunded,
              feeFen: fees,
              netFen,
            },
          },
        })
        expect(await shop.gateway.fundFlowBill(day)).toMatchObject({ value: { tradeNetFen: netFen } })
      }),
      { numRuns: 20 },
    )
  })
})
