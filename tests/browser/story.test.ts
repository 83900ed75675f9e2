import { openidOf } from '../../local'
import { formatYuan } from '../../shared/money'
import { recordsOf } from './records'
import { openMall, type Mall, type Stage } from './mall'
import { press } from './phone'
import { until } from '../support/until'

/** Sales on the stage: three phones, the group between them, and the shop's clock. */

const PRODUCT = '武夷岩茶 大红袍'
const SKU = 'yancha-125-can'
const PRICE_FEN = 16_800
/** 20 % of what was paid for the goods, then 10 % and 5 % for those above. */
const EARNERS: [level: number, distributorId: string, fen: number][] = [
  [1, openidOf('distributor'), 3_360],
  [2, openidOf('uncle'), 1_680],
  [3, openidOf('aunt'), 840],
]
const MINUTE_MS = 60_000
/** News reach the other phones in far less. */
const QUIET_MS = 2_000

let mall: Mall
let stage: Stage
let records: ReturnType<typeof recordsOf>

beforeAll(async () => {
  mall = await openMall()
  records = recordsOf(mall.cloud)
})

afterAll(async () => {
  await mall?.close()
})

beforeEach(async () => {
  stage = await mall.openStage()
  await stage.distributor.sees('推广中心', '已结算余额（元）')
  await stage.merchant.sees('今日')
  await stage.buyer.sees('本周下山')
})

afterEach(async () => {
  await mall.closePages(expect.getState().currentTestName?.replace(/:.*/, '') ?? '')
  // Whatever a page complains about fails the test that made it.
  expect(mall.takeFaults()).toEqual([])
})

const newestCard = () => stage.page.getByRole('button', { name: PRODUCT }).last()

/** The distributor looks at the product, and its card drops into the group. */
async function forwardCard(): Promise<void> {
  const { distributor } = stage
  await distributor.tap('分享商品')
  const row = distributor.link(new RegExp(`${PRODUCT}.*赚 ¥33\\.60`))
  await press(row)
  await distributor.sees(/推广赚/, '¥33.60', '佣金 20%')
  await distributor.tap('返回')
  await distributor.within(row).tap('分享')
  await distributor.sheet.sees('成交一件赚 ¥33.60')
  await distributor.sheet.tap('转发给朋友')
  await newestCard().waitFor()
  await distributor.tap('返回')
}

/** The buyer opens the newest card of the group and goes to the cashier with one tin of tea. */
async function checkOut(): Promise<void> {
  const { buyer } = stage
  await press(newestCard())
  await buyer.sees('「阿拾」推荐 · 价格与自行购买一致')
  await buyer.tap('立即购买')
  await buyer.sheet.sees('已选 125g · 罐装')
  await press(buyer.sheet.choice('礼盒'))
  await buyer.sheet.sees('已选 125g · 礼盒')
  await press(buyer.sheet.choice('罐装'))
  await buyer.sheet.sees('已选 125g · 罐装')
  await buyer.sheet.tap('立即购买')
  await buyer.sees('确认订单', '林知夏', /由朋友「阿拾」推荐/)
  await buyer.tap('微信支付')
  await buyer.sheet.sees('山野集', '支付，但回调丢失')
}

async function payFor(button: '支付' | '支付，但回调丢失'): Promise<void> {
  const { buyer } = stage
  await buyer.sheet.tap(button)
  await buyer.sheet.sees('支付成功')
  await buyer.sheet.tap('完成')
  await buyer.sees('正在打包备货')
}

/** The merchant opens the buyer's order, the newest of those that wait. */
async function openAtMerchant(orderId: string): Promise<void> {
  const { merchant } = stage
  await merchant.tap(/^待发货/)
  await press(merchant.all('林知夏').first())
  await merchant.sees(orderId)
}

/** Presses a button of the shop's clock and waits until what it made due has run. */
async function moveClock(button: '+30 分钟' | '快进到结算'): Promise<void> {
  const { page } = stage
  await press(page.getByRole('button', { name: button, exact: true }))
  await page.getByRole('button', { name: button, exact: true, disabled: false }).waitFor()
}

test('opened: three phones that nobody touches come to rest', async () => {
  let askedAt = performance.now()
  stage.page.on('request', (request) => {
    if (request.url().includes('/api/')) askedAt = performance.now()
  })
  await until('a while without a call', async () => performance.now() - askedAt > QUIET_MS)
})

test('sold: a forwarded card becomes a sale whose commission is settled to the fen', async () => {
  const { page, buyer, distributor, merchant } = stage
  const { pendingFen, pendingCount } = await records.centre('distributor')
  await distributor.sees(`待结算 · ${pendingCount} 笔`, formatYuan(pendingFen))
  await mall.shoot(page, 'story-1-stage')

  await forwardCard()
  await mall.shoot(page, 'story-2-card')

  await checkOut()
  await mall.shoot(page, 'story-3-cashier')
  const { _id: orderId, ...placed } = await records.latestOrder('buyer')
  expect(placed).toMatchObject({ state: 'pending_payment', payFen: PRICE_FEN })
  expect(placed.shareCode).toMatch(/^[0-9A-Za-z]{6,16}$/)
  await payFor('支付')
  await buyer.sees(orderId)
  expect((await records.latestOrder('buyer')).state).toBe('paid')
  const { shares } = await records.commission(orderId, 'pending')
  expect(shares.map(({ level, distributorId, amountFen }) => [level, distributorId, amountFen])).toEqual(
    EARNERS,
  )

  // The distributor sees by itself what waits, and how it came about.
  await distributor.sees(`待结算 · ${pendingCount + 1} 笔`, formatYuan(pendingFen + 3_360))
  await mall.shoot(page, 'story-4-paid')
  await press(distributor.link(/买了武夷岩茶 大红袍 .*实付 ¥168\.00 .*\+33\.60 待结算/))
  await distributor.sees('怎么算', '计佣金额', '一级费率', '佣金小计', '买家签收后开始计算解冻日')
  expect((await distributor.read()).replace(/\s+/g, '')).toContain('¥168.00计佣金额×20%一级费率=¥33.60佣金')
  await mall.shoot(page, 'story-5-commission')

  // The merchant ships.
  await openAtMerchant(orderId)
  await merchant.sees('买家付好款了，等你发货', '推广佣金')
  await merchant.sees(/林\*\*\s+138\*{4}\d{4}/, '看过会记入操作记录')
  await merchant.tap('看完整信息')
  await merchant.sees(/林知夏\s+138\d{8}/, '复制')
  await merchant.tap('发货')
  await merchant.sheet.sees(/收货人 林知夏/)
  await press(merchant.sheet.choice('顺丰速运'))
  await merchant.sheet.write('填写或粘贴单号', 'SF1388004217765')
  await mall.shoot(page, 'story-6-shipping')
  await merchant.sheet.tap('确认发货')
  await merchant.sees('包裹在路上，等买家签收')

  // The buyer hears of it by herself, and confirms.
  await buyer.sees('包裹正在路上')
  await buyer.button('复制运单号').getByText('顺丰速运 SF1388 0042 1776 5').waitFor()
  await buyer.tap('确认收货')
  await buyer.sheet.tap('收到了')
  await buyer.sees('已经签收')
  await distributor.sees(/解冻，随后结算$/)
  await mall.shoot(page, 'story-7-received')

  // The clock goes on to the settlement of this sale, past those of others.
  const receivedAt = mall.cloud.clock.now()
  const earlierFen = await records.availableFen('distributor')
  await moveClock('快进到结算')
  expect((await records.commission(orderId)).state).toBe('settled')
  await distributor.sees('已到账', /入账$/)
  await page.getByText(/^已快进 \d+ 天/).waitFor()
  await mall.shoot(page, 'story-8-settled')

  const settled = await records.settledSince(receivedAt, 'distributor')
  expect(settled.get(orderId)).toBe(3_360)
  const grownFen = [...settled.values()].reduce((sum, fen) => sum + fen, 0)
  expect((await records.availableFen('distributor')) - earlierFen).toBe(grownFen)
  await distributor.tap('返回')
  await distributor.sees('已结算余额（元）', formatYuan(earlierFen + grownFen))
  await mall.shoot(page, 'story-9-balance')

  const entry = await mall.cloud.db.get('ledger', `accrue-${orderId}`)
  expect(entry?.postings.reduce((sum, { fen }) => sum + fen, 0)).toBe(0)
  expect(await mall.books()).toEqual([])
})

test('lost: without its callbacks the order is paid all the same, once', async () => {
  await forwardCard()
  await checkOut()
  await payFor('支付，但回调丢失')
  const { _id: orderId } = await records.latestOrder('buyer')
  expect((await records.commission(orderId, 'pending')).shares).toHaveLength(3)
  // The notifications arrive late, when everything has long been done.
  await moveClock('+30 分钟')
  expect(await records.latestOrder('buyer')).toMatchObject({ _id: orderId, state: 'paid', refunded: false })
  expect(await mall.books()).toEqual([])
})

test('cancelled: the order waits with a countdown, then closes and gives its stock back', async () => {
  const { page, buyer } = stage
  const before = await records.stock(SKU)
  await forwardCard()
  await checkOut()
  await buyer.sheet.tap('取消')
  await buyer.sees('等你付款', /^给你留着，还剩/, '去支付')
  await mall.shoot(page, 'cancelled-1-waiting')
  expect((await records.latestOrder('buyer')).state).toBe('pending_payment')
  expect(await records.stock(SKU)).toEqual({ ...before, available: before.available - 1 })

  await moveClock('+30 分钟')
  await mall.cloud.advance(MINUTE_MS)
  await buyer.sees('订单已关闭', '没有扣款，喜欢的话可以再买一次')
  await mall.shoot(page, 'cancelled-2-closed')
  expect((await records.latestOrder('buyer')).closeReason).toBe('timeout')
  await until('the stock is back', async () => (await records.stock(SKU)).available === before.available)
  expect(await records.stock(SKU)).toEqual(before)
})

test('refunded: the buyer has the money, the commission is reversed', async () => {
  const { page, buyer, distributor, merchant } = stage
  const before = await records.stock(SKU)
  await forwardCard()
  await checkOut()
  await payFor('支付')
  const { _id: orderId } = await records.latestOrder('buyer')
  await records.commission(orderId, 'pending')
  await press(distributor.all(/买了武夷岩茶 大红袍$/).first())
  await distributor.sees('怎么算', new RegExp(`订单 …?.*${orderId.slice(-8)}`))

  await openAtMerchant(orderId)
  await merchant.tap('退款')
  await merchant.sheet.sees('¥168.00 全额原路退回买家的微信支付', /推广佣金 ¥58\.80 一并扣回/)
  await press(merchant.sheet.choice('买家不想要了'))
  await mall.shoot(page, 'refunded-1-asked')
  await merchant.sheet.tap('退 ¥168.00')
  await merchant.sees(/微信正在把钱退回给买家|已原路退回给买家/)
  await mall.cloud.advance(MINUTE_MS)

  await merchant.sees('¥168.00 已原路退回给买家')
  await buyer.sees('款项已原路退回，到账时间以银行为准')
  await distributor.sees('已扣回', '买家已全额退款')
  await mall.shoot(page, 'refunded-2-done')
  const { state, shares } = await records.commission(orderId, 'reversed')
  expect([state, shares.map(({ reversedFen }) => reversedFen)]).toEqual(['reversed', [3_360, 1_680, 840]])
  await until('the stock is back', async () => (await records.stock(SKU)).available === before.available)
  expect(await mall.books()).toEqual([])
})
