import { createPersonal, readPersonalKey } from '../../../platform/personal'
import { randomBytes } from '../../../../tests/support/seed'
import { refuseRefunds } from '../../../../emulator/src/wechatpay'
import { merchant } from '../../../../tests/support/handlers'
import { loose } from '../../../../tests/local/loose'
import {
  codeOf,
  MINUTE_MS,
  PRICE_FEN,
  refundByMerchant,
  startSaleMall,
  type SaleMall,
} from '../../../../tests/support/sale'
import { runJobs } from '../../../scheduler/run'
import type { Outcome } from '../../../platform/ports'
import { PARKED_AFTER } from '../../../platform/owed'
import { settingsDoc, THREE_LEVEL_POLICY, THREE_RATES } from '../../../../tests/support/documents'
import type { SettingsDoc } from '../settings'
import { causeWords, placeWords } from './causes.rules'
import { jobs } from './operations.jobs'
import type { TradeDoc } from './trade.model'

jest.setTimeout(120_000)
let mall: SaleMall
beforeAll(async () => void (mall = await startSaleMall()))
afterAll(() => mall.close())

const parked = (cursor?: string) => merchant['operations.parked'](mall.asStaff(), { cursor })
const retry = (documentId: string, kind = 'orders') =>
  merchant['operations.retry'](mall.asStaff(), { kind, documentId })

/** A refund that the merchant's balance does not suffice for, tried until it is parked. */
async function parkedRefund(): Promise<string> {
  const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(5)]
  const { orderId } = await mall.place(buyer, product)
  await mall.pay(buyer, orderId)
  await mall.jobs([0])
  refuseRefunds(mall.wechatpay.context, 'NOT_ENOUGH')
  await refundByMerchant(mall, orderId)
  await mall.jobs(Array.from({ length: PARKED_AFTER + 1 }, () => 61 * MINUTE_MS))
  return orderId
}

describe('what is parked', () => {
  it('[OWED-7] is shown with its cause in words, and happens when somebody mends it and says so', async () => {
    const orderId = await parkedRefund()
    const { items } = await parked()
    expect(items).toEqual([
      {
        kind: 'orders',
        title: `订单 ${orderId}`,
        documentId: orderId,
        since: expect.any(Number),
        effects: [
          {
            what: '把退款退给买家',
            cause: '微信支付商户号余额不足：请先充值，再重试',
            detail: 'refund: NOT_ENOUGH',
            tries: PARKED_AFTER,
          },
        ],
      },
    ])
    // Not mended yet: it stays, and counts one more.
    expect(await retry(orderId)).toMatchObject({ parked: { effects: [{ tries: PARKED_AFTER + 1 }] } })
    refuseRefunds(mall.wechatpay.context, undefined)
    expect(await retry(orderId)).toEqual({})
    await mall.jobs([5 * MINUTE_MS, 5 * MINUTE_MS])
    expect((await mall.order(orderId)).refundState).toBe('succeeded')
    expect(await parked()).toEqual({ items: [] })
    // A second tap finds it done.
    expect(await retry(orderId)).toEqual({})
    expect(mall.log.filter(({ event }) => event === 'operations.retried')).toHaveLength(3)
    expect(JSON.stringify(mall.log)).not.toContain('oStaff"')
  })

  it('[OWED-7] is carried out once by twenty who say so at once', async () => {
    const orderId = await parkedRefund()
    refuseRefunds(mall.wechatpay.context, undefined)
    const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(retry(orderId))))
    expect(new Set(answers)).toEqual(new Set(['ok']))
    await mall.jobs([5 * MINUTE_MS, 5 * MINUTE_MS])
    expect(await mall.order(orderId)).toMatchObject({ refundState: 'succeeded', owed: [] })
    const atWechatPay = mall.wechatpay.context.store.all<{ refund: number }>(
      'SELECT refund FROM refund WHERE out_trade_no = ?',
      orderId,
    )
    expect(atWechatPay).toEqual([{ refund: PRICE_FEN }])
  })

  it('[OWED-7] of nothing, of another kind or of nobody’s document is refused', async () => {
    expect(await codeOf(retry('nothing'))).toBe('NOT_FOUND')
    expect(await codeOf(retry('oBuyer000001', 'members'))).toBe('NOT_FOUND')
    expect(await codeOf(retry('x', 'constructor'))).toBe('NOT_FOUND')
    expect(await codeOf(parked('x'))).toBe('BAD_INPUT')
  })

  it('[OWED-7] stands on exactly one page, whatever collection it is of', async () => {
    const at = mall.clock.now()
    const owing = { owed: ['refund.pay:R1'], owedAt: at, revision: 1, parkedAt: at }
    const retries = [{ entry: 'refund.pay:R1', tries: PARKED_AFTER, cause: 'ETIMEDOUT' }]
    const ids = Array.from({ length: 25 }, (_, i) => `same${String(i).padStart(2, '0')}`)
    for (const collection of ['orders', 'commissions']) {
      await loose(mall.db).insertMany(
        collection,
        ids.map((_id) => ({ _id, slot: _id, ...owing, retries })),
      )
    }
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await parked(cursor)
      expect(page.items.length).toBeLessThanOrEqual(20)
      seen.push(...page.items.map(({ kind, documentId }) => `${kind} ${documentId}`))
      cursor = page.nextCursor
    } while (cursor !== undefined)
    expect(seen).toEqual(['commissions', 'orders'].flatMap((kind) => ids.map((id) => `${kind} ${id}`)))
    for (const collection of ['orders', 'commissions']) {
      await loose(mall.db).remove(collection, { _id: mall.db._.in(ids) })
    }
  })
})

describe('what people have written wrong', () => {
  it('[SEAL-5] a key that does not open the latest order stands in the list until the right one is back', async () => {
    const [buyer, product] = [await mall.newBuyer(), await mall.newProduct(1)]
    const { orderId } = await mall.place(buyer, product)
    expect(await parked()).toEqual({ items: [] })
    const order = await mall.db.get('orders', orderId)
    const key = readPersonalKey(randomBytes(32).toString('base64'))
    const place = { in: 'orders', of: orderId, at: 'address.receiver' }
    const sealed = createPersonal({ current: key, old: [] }).seal(place, {
      name: '林',
      mobile: '',
      detail: '',
    })
    await mall.db.change('orders', { _id: orderId }, { 'address.receiver': sealed })
    expect((await parked()).items).toMatchObject([{ kind: 'personal', title: '客户资料' }])
    expect(await retry('personal', 'personal')).toMatchObject({ parked: { kind: 'personal' } })
    await mall.db.change('orders', { _id: orderId }, { 'address.receiver': order?.address.receiver })
    expect(await retry('personal', 'personal')).toEqual({})
  })

  it('[OPERATIONS-1] stands in the list by its place, stops nothing else, and goes when it is right', async () => {
    const { _ } = mall.db
    await mall.db.change(
      'settings',
      { _id: 'shop' },
      { freightFen: '800', 'commission.rates': _.set([2_000, 'x']) },
    )
    const asWritten = { _id: 'oCareless', name: '阿榕', owner: 'true', permissions: ['order.*'] }
    await loose(mall.db).insert('staff', asWritten)
    await loose(mall.db).insert('staff', {
      _id: 'oGood',
      name: '阿禾',
      owner: false,
      permissions: ['order.read'],
    })

    const { items } = await parked()
    const [settings, staff] = items
    expect(items).toHaveLength(2)
    expect(settings).toEqual({
      kind: 'settings',
      title: '店铺设置',
      documentId: 'shop',
      since: mall.clock.now(),
      effects: [
        {
          what: '全按店铺设置办事',
          cause: '运费、佣金规则填得不对：改好之前不算数',
          detail: 'freightFen, commission.rates.1',
          tries: 0,
        },
      ],
    })
    expect(staff).toMatchObject({
      kind: 'staff',
      title: '店员 阿榕',
      effects: [{ detail: 'owner, permissions.0' }],
    })
    expect(JSON.stringify(items)).not.toContain('oCareless')
    // Never an owner by accident, and the page itself goes on: it needs no rule of the shop.
    expect(await retry(staff!.documentId, 'staff')).toMatchObject({ parked: { kind: 'staff' } })
    expect(await retry('shop', 'settings')).toMatchObject({ parked: { kind: 'settings' } })

    await mall.db.change(
      'settings',
      { _id: 'shop' },
      { freightFen: 800, 'commission.rates': _.set([2_000, 1_000]) },
    )
    await loose(mall.db).change(
      'staff',
      { _id: 'oCareless' },
      { owner: false, permissions: _.set(['order.read']) },
    )
    expect(await retry('shop', 'settings')).toEqual({})
    expect(await retry(staff!.documentId, 'staff')).toEqual({})
    expect(await parked()).toEqual({ items: [] })
  })

  it('[LAW-3] three levels without the owner’s signature stand there until somebody signs or lets them go', async () => {
    const { _ } = mall.db
    const keep = (commission: SettingsDoc['commission']) =>
      mall.db.change('settings', { _id: 'shop' }, { commission: _.set(commission) })
    await keep(THREE_RATES)
    const waiting = {
      kind: 'settings',
      title: '佣金规则',
      documentId: 'policy',
      effects: [{ what: '按三级付佣金', cause: expect.stringMatching(/^三级还没有店主签名，先按两级算/) }],
    }
    expect((await parked()).items).toMatchObject([waiting])
    expect(await retry('policy', 'settings')).toMatchObject({ parked: waiting })
    await keep(THREE_LEVEL_POLICY)
    expect(await retry('policy', 'settings')).toEqual({})
    expect(await parked()).toEqual({ items: [] })
  })

  it('[OPERATIONS-1] every setting has a word', () => {
    const fields = Object.keys(settingsDoc()).filter((field) => field !== '_id')
    for (const field of fields) expect(placeWords([`${field}.1`])).toMatch(/^[^a-zA-Z]+$/)
  })
})

describe('what WeChat wants of the mini-program', () => {
  /** A shop of which WeChat says this from now on; runs the timer's jobs, and counts how often WeChat is asked. */
  function saying(outcome: Outcome<TradeDoc['standing']>) {
    const asked = { times: 0 }
    const tradeStanding = () => {
      asked.times += 1
      return Promise.resolve(outcome)
    }
    const ctx = { ...mall.asStaff(), wechat: { ...mall.asStaff().wechat, tradeStanding } }
    return {
      asked,
      run: () => runJobs(ctx, jobs),
      list: () => merchant['operations.parked'](ctx, {}),
      retry: () => merchant['operations.retry'](ctx, { kind: 'wechatAccount', documentId: 'trade' }),
    }
  }
  const DAY_MS = 86_400_000

  it('[OPERATIONS-2] stands first in the list with its cure, and goes when it is right', async () => {
    const off = saying({ kind: 'ok', value: 'unopened' })
    mall.clock.advance(DAY_MS)
    await off.run()
    const since = mall.clock.now()
    expect((await off.list()).items).toEqual([
      {
        kind: 'wechatAccount',
        title: '微信小程序',
        documentId: 'trade',
        since,
        effects: [
          {
            what: '把发货告诉微信',
            cause: expect.stringMatching(/微信公众平台 → 功能 → 发货信息管理开通/),
            detail: 'is_trade_managed: false',
            tries: 0,
          },
        ],
      },
    ])
    // A day later it is the same thing, since when it was.
    mall.clock.advance(DAY_MS)
    await off.run()
    expect((await off.list()).items).toMatchObject([{ documentId: 'trade', since }])
    expect(await off.retry()).toMatchObject({ parked: { documentId: 'trade' } })

    const open = saying({ kind: 'ok', value: 'unconfirmed' })
    expect(await open.retry()).toMatchObject({ parked: { effects: [{ what: '让货款结算' }] } })
    const right = saying({ kind: 'ok', value: 'open' })
    expect(await right.retry()).toEqual({})
    expect(await right.list()).toEqual({ items: [] })
    mall.clock.advance(DAY_MS)
    await saying({ kind: 'ok', value: 'unopened' }).run()
    expect((await right.list()).items).toMatchObject([{ documentId: 'trade', since: mall.clock.now() }])
    mall.clock.advance(DAY_MS)
    await right.run()
    expect(await right.list()).toEqual({ items: [] })
  })

  it('[OPERATIONS-2] is asked once a day, and without an answer stands what is known', async () => {
    await saying({ kind: 'ok', value: 'unopened' }).retry()
    const silent = saying({ kind: 'unknown', cause: 'timeout: no answer in time' })
    for (let minute = 0; minute < 24 * 60; minute += 30) {
      mall.clock.advance(30 * MINUTE_MS)
      await silent.run()
    }
    expect(silent.asked.times).toBe(1)
    expect((await silent.list()).items).toMatchObject([{ documentId: 'trade' }])
    expect(await silent.retry()).toMatchObject({ parked: { documentId: 'trade' } })
    expect(await saying({ kind: 'ok', value: 'open' }).retry()).toEqual({})
  })
})

test('[OWED-8] every cause that is known is said in words to act on', () => {
  const unknown = causeWords('something new')
  expect(unknown).toContain('技术人员')
  for (const cause of [
    ...[
      'NOT_ENOUGH',
      'NO_AUTH',
      'RULE_LIMIT',
      'ACCOUNT_ERROR',
      'SIGN_ERROR',
      'FREQUENCY_LIMITED',
      'SYSTEM_ERROR',
    ].map((code) => `refund: ${code}`),
    ...['timeout: no answer in time', 'network: ECONNRESET', 'server_error: HTTP 502', 'malformed: no order'],
    ...['unverified: serial', 'refund: unverified: serial', 'refund: timeout: no answer in time'],
    ...[
      'refund is mismatch',
      'refund is unknown',
      'no such effect',
      'BUSY',
      'ESOCKETTIMEDOUT',
      'ECONNREFUSED',
    ],
    ...['DATABASE_REQUEST_FAILED', 'DATABASE_TRANSACTION_CONFLICT', '45009', '40164', '48001', '10060001'],
  ]) {
    expect([cause, causeWords(cause)]).not.toEqual([cause, unknown])
  }
})
