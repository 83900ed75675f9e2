import { recordPast } from '../../emulator/src/wechatpay'
import { dayOf } from '../../shared/business-day'
import { PARKED_AFTER } from '../../cloudfunctions/platform/owed'
import type { OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { openMall, type Mall } from './mall'
import { press, type Phone } from './phone'
import { until } from '../support/until'

/** What the merchant has to look after: what stopped, the nightly check of the books, a refund made by hand. */

const DAY_MS = 86_400_000

let mall: Mall

beforeAll(async () => {
  mall = await openMall()
})

afterAll(async () => {
  await mall?.close()
})

afterEach(async () => {
  await mall.closePages(expect.getState().currentTestName ?? '')
  // Whatever a page complains about fails the test that made it.
  expect(mall.takeFaults()).toEqual([])
})

async function desk(): Promise<{ phone: Phone; shoot: (name: string) => Promise<void> }> {
  const { phone, page } = await mall.openPhone('merchant')
  await press(phone.tab(/商家$/))
  await phone.sees('今日', '待办', '近 30 天成交')
  return { phone, shoot: (name) => mall.shoot(page, `care-${name}`) }
}

/** The newest order of the demo that is paid, and of which nothing has gone back. */
async function paidOrder(): Promise<OrderDoc> {
  const [order] = await mall.cloud.db.find('orders', {
    where: { state: 'completed', refunded: false },
    orderBy: [['placedAt', 'desc']],
    limit: 1,
  })
  if (!order) throw new Error('the demo has no such order')
  return order
}

test('what stopped stands on the desk with its cause, and happens when it is tried again', async () => {
  const { db, clock } = mall.cloud
  const { _id: orderId, owed } = await paidOrder()
  const at = clock.now()
  await db.change(
    'orders',
    { _id: orderId },
    {
      owed: [...owed, 'stock.sell'],
      owedAt: at + DAY_MS,
      parkedAt: at - DAY_MS,
      retries: [{ entry: 'stock.sell', tries: PARKED_AFTER, cause: 'ETIMEDOUT' }],
      revision: db._.inc(1),
    },
  )
  const { phone, shoot } = await desk()
  await phone.sees('1 件事停住了，要你看一眼')
  await shoot('desk-stopped')
  await press(phone.text('1 件事停住了，要你看一眼'))
  await phone.sees(`订单 ${orderId}`, '没能把占用的库存记为售出', /试了 \d+ 次 · ETIMEDOUT/)
  await shoot('parked')
  await phone.tap('重试')
  await phone.sees('没有停住的事')
  await shoot('parked-none')
  const order = await db.get('orders', orderId)
  expect(order?.owed).toEqual([])
  expect(order?.parkedAt).toBeUndefined()
})

test('the nightly check stands on the desk and beside the bills', async () => {
  const { db, clock } = mall.cloud
  const finishedAt = clock.now() - 60_000
  const checked = {
    step: 'distributors',
    checked: 4_126,
    unlisted: 0,
    startedAt: finishedAt - 60_000,
    finishedAt,
    state: 'done',
    revision: 1,
  } as const
  // A later day's: the timer may have one of today.
  await db.insert('audits', { _id: dayOf(clock.now() + DAY_MS), found: [], ...checked })
  const { phone, shoot } = await desk()
  await phone.sees('账平', /核过 4,126 份单据，0 处对不上/)
  await shoot('desk-agrees')
  await press(phone.text('账平'))
  await phone.sees('每夜核账', '4,126 份单据', '0 处', /一分不差/)
  await shoot('bills-audit')
})

test('a refund made by hand is booked from the bill, or the page says why not', async () => {
  const { db, clock, wechatpay } = mall.cloud
  const { _id: orderId, refundableFen } = await paidOrder()
  const at = clock.now() - DAY_MS
  const day = dayOf(at)
  const amountFen = 1_200
  const number = 'byhand20261121'
  const finding = { kind: 'refund_unknown', orderId, known: true, number, oursFen: null } as const
  await db.insert('differences', {
    _id: `${day}-byhand`,
    day,
    ...finding,
    billFen: amountFen,
    state: 'open',
    foundAt: clock.now(),
  })
  await db.change('reconciliations', { _id: day }, { found: db._.inc(1) })

  const { phone, shoot } = await desk()
  await phone.sees(/笔账对不上，等你看一眼/)
  await press(phone.text(/笔账对不上，等你看一眼/))
  await press(phone.text(new RegExp(`^${day.slice(5)} 周`)))
  await phone.sees('微信退了钱，商城没有这笔退款', '补记退款', '标记已处理')
  await phone.tap('补记退款')
  await phone.sheet.sees('补记退款 ¥12.00？', /不会再退一次/)
  await shoot('book-asking')
  await phone.sheet.tap('补记')
  // WeChat Pay knows nothing of it.
  await phone.sees(/^没有补记：这笔退款和订单对不上/)
  await shoot('book-unfit')

  const past = {
    outRefundNo: number,
    refundId: '50300001',
    outTradeNo: orderId,
    reason: '手工退款',
    amountFen,
  }
  recordPast(wechatpay, { payments: [], refunds: [{ ...past, requestedAt: at, succeededAt: at }] })
  await phone.tap('补记退款')
  await phone.sheet.tap('补记')
  await phone.sees(/已补记退款 ¥12\.00$/)
  await shoot('booked')
  await until('the refund stands on its order', async () => {
    const order = await db.get('orders', orderId)
    return order?.refunds[number]?.kind === 'outside' && order.refundableFen === refundableFen - amountFen
  })
})
