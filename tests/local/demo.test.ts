import { startLocalCloud, type LocalCloud } from '../../local'
import { paymentBooks } from '../../emulator/src/wechatpay'
import { everything, readBooks, type Violation } from '../faults/invariants/books'
import { checkOwed } from '../faults/invariants/owed'
import { checkPayments, checkRefunds } from '../faults/invariants/payments'

/** The shop that `npm start` puts in agrees with the local WeChat Pay, and nothing of it is overdue. */

let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startLocalCloud({ demo: { size: 'full', levels: 1 }, timers: false })
}, 120_000)
afterAll(() => cloud?.close())

test('each payment and refund of the demo’s past stands at WeChat Pay, and nothing is owed', async () => {
  const books = await readBooks(cloud.db, paymentBooks(cloud.wechatpay.context))
  const found: Violation[] = []
  const report = (rule: string, subject: string, detail: string) => void found.push({ rule, subject, detail })
  checkPayments(books, report)
  checkRefunds(books, report)
  checkOwed(books, cloud.clock.now(), report)
  expect(found).toEqual([])
  expect(books.payments.trades.length).toBeGreaterThan(500)
  expect(books.payments.refunds.length).toBeGreaterThan(10)
}, 60_000)

test('of each SKU as much is sold as orders say, and what was sold before them', async () => {
  const sold = new Map<string, number>()
  for (const { state, lines, refunds } of await everything(cloud.db, 'orders')) {
    if (state === 'closed') continue
    const restocked = new Map(
      Object.values(refunds).flatMap((refund) =>
        refund.lines.map(({ lineId, restock }) => [lineId, restock]),
      ),
    )
    for (const { lineId, skuId, quantity } of lines) {
      sold.set(skuId, (sold.get(skuId) ?? 0) + quantity - (restocked.get(lineId) ?? 0))
    }
  }
  const stocks = await everything(cloud.db, 'stocks')
  expect(stocks.filter((stock) => stock.sold < (sold.get(stock.skuId) ?? 0))).toEqual([])
  expect(sold.size).toBeGreaterThan(60)
}, 60_000)
