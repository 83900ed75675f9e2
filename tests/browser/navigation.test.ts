import type { Locator, Page } from 'playwright-core'
import { openMall, type Mall } from './mall'
import { press } from './phone'
import { until } from '../support/until'

/** From page to page: once each, and from each of them on. */

const TEA = /武夷岩茶 大红袍/

let mall: Mall
/** What a test breaks on purpose, the browser complains about. */
let expected: RegExp | undefined

beforeAll(async () => {
  mall = await openMall()
})

afterAll(async () => {
  await mall?.close()
})

afterEach(async () => {
  await mall.closePages(expect.getState().currentTestName ?? '')
  const wrong = expected
  expected = undefined
  expect(mall.takeFaults().filter((fault) => !wrong?.test(fault))).toEqual([])
})

/** How many pages lie on each other. */
const depth = (page: Page) => page.evaluate(() => history.length)
const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash))

/** Two taps, before the first one can have been answered. */
async function tapTwice(place: Locator): Promise<void> {
  await place.evaluate((found: HTMLElement) => {
    found.click()
    found.click()
  })
}

const field = (page: Page, placeholder: string) =>
  page
    .locator('input')
    .and(page.getByPlaceholder(placeholder, { exact: true }))
    .filter({ visible: true })
    .first()

async function openAt(who: string, address: string) {
  const { phone, page } = await mall.openPhone(who)
  await page.goto(`${mall.cloud.url}/phone/${who}/#/${address}`)
  // Another address of the same page is not loaded afresh by itself.
  await page.reload()
  return { phone, page }
}

test('[NAV-1] two taps open one page, and back leads to where they were made', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await phone.link(TEA).waitFor()
  const before = await depth(page)
  await tapTwice(phone.link(TEA))
  await phone.sees('加入购物车')
  expect(await depth(page)).toBe(before + 1)
  await phone.tap('返回')
  await phone.link(TEA).waitFor()
  await phone.tab('我的').waitFor()
})

test('[NAV-1] after paying, the page below the order is the one that was bought from', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await press(phone.link(TEA))
  await phone.tap('立即购买')
  await phone.sheet.button('立即购买').waitFor()
  await tapTwice(phone.sheet.button('立即购买'))
  await phone.tap('微信支付')
  await phone.sheet.tap('支付')
  await phone.sheet.tap('完成')
  await phone.sees('订单详情')
  await until('the order is shown', async () => (await hash(page)).includes('sale/order/index'))
  await phone.tap('返回')
  await phone.sees('加入购物车')
  expect(await hash(page)).toContain('goods/detail')
})

test('[NAV-2] a page of the staff that was opened by a link leads to the staff’s desk', async () => {
  const { phone } = await openAt('merchant', 'packages/merchant-sale/orders/index?state=all')
  await phone.sees('订单')
  await phone.tap('回到商家')
  await phone.sees('今日', '待办')
})

test('[NAV-4] an address without a page says so and leads to the shop; so does what is gone', async () => {
  const { phone, page } = await openAt('buyer', 'packages/nothing/here/index')
  await phone.sees('回首页')
  await mall.shoot(page, 'page-missing')
  await phone.tap('回首页')
  await phone.link(TEA).waitFor()

  expected = /404|4\d\d/
  for (const [who, address, says, way] of [
    ['buyer', 'packages/goods/detail/index?productId=gone', '这件商品找不到了', '去逛逛'],
    ['buyer', 'packages/sale/order/index?orderId=20200101000000000000', '没有这笔订单', '我的订单'],
    ['buyer', 'packages/sale/order/index', '没有这笔订单', '我的订单'],
    [
      'merchant',
      'packages/merchant-sale/order/index?orderId=20200101000000000000',
      '这里的内容不在了',
      '回到商家',
    ],
    ['merchant', 'packages/merchant-goods/product/index?productId=gone', '这里的内容不在了', '回到商家'],
    ['merchant', 'packages/merchant-goods/product/index', '这里的内容不在了', '回到商家'],
    [
      'distributor',
      'packages/distribution/commission/index?commissionId=gone',
      '这里的内容不在了',
      '回到推广中心',
    ],
  ] as const) {
    const gone = await openAt(who, address)
    await gone.phone.sees(says)
    await gone.phone.button(way).waitFor()
  }
})

test('[NAV-4] code that does not load is said in Chinese, and is loaded when the server is there again', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await press(phone.tab('我的'))
  await phone.sees('收货地址')
  expected = /ERR_FAILED|ChunkLoadError|Loading/
  await page.route('**/phone/buyer/**', (route) => route.abort())
  await phone.tap('收货地址')
  await phone.sheet.sees('页面没打开')
  await mall.shoot(page, 'page-unloaded')
  await phone.sheet.tap('再试一次')
  await phone.sheet.sees('页面没打开')
  await phone.sheet.tap('先不打开')
  await phone.sees('收货地址')
  await until('the address is the page’s', async () => (await hash(page)).includes('pages/me/index'))
  await phone.tap('收货地址')
  await phone.sheet.sees('页面没打开')
  await page.unroute('**/phone/buyer/**')
  await phone.sheet.tap('再试一次')
  await phone.sees('林知夏')
  await page.waitForLoadState('networkidle')
})

test('[NAV-3] words, sorts and tabs are still there when the page is loaded afresh', async () => {
  const { phone, page } = await openAt('buyer', 'packages/goods/list/index')
  const box = page.locator('input').filter({ visible: true }).first()
  await box.fill('大红袍')
  await box.press('Enter')
  await press(phone.tab('销量'))
  expect(await hash(page)).toBe('#/packages/goods/list/index?keyword=大红袍&sort=sales')
  await page.reload()
  await phone.link(TEA).waitFor()
  expect(await page.locator('input').filter({ visible: true }).first().inputValue()).toBe('大红袍')
  expect(await phone.tab('销量').getAttribute('aria-selected')).toBe('true')
  expect(await phone.link(/五常/).count()).toBe(0)
  // A page on top and back again loads nothing afresh.
  await press(phone.link(TEA))
  await phone.sees('加入购物车')
  await page.goBack()
  await phone.link(TEA).waitFor()
  expect(await hash(page)).toContain('sort=sales')

  const orders = await openAt('buyer', 'packages/sale/orders/index')
  await press(orders.phone.tab(/^已完成/))
  expect(await hash(orders.page)).toContain('state=done')
  await orders.page.reload()
  await orders.phone.tab(/^已完成/).waitFor()
  expect(await orders.phone.tab(/^已完成/).getAttribute('aria-selected')).toBe('true')

  const staff = await openAt('merchant', 'packages/merchant-goods/products/index')
  await press(staff.phone.tab('已下架'))
  await staff.phone.write('搜商品名', '茶')
  await until('the word stands in the address', async () => (await hash(staff.page)).includes('keyword=茶'))
  await staff.page.reload()
  await staff.phone.sees('新增商品')
  expect(await hash(staff.page)).toContain('tab=delisted')
  expect(await staff.phone.tab('已下架').getAttribute('aria-selected')).toBe('true')
})

test('[NAV-5] 更多 of a section opens that section under its name', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await phone.link(TEA).waitFor()
  await press(phone.all('更多').first())
  await phone.sees('本周下山')
  await phone.link(/白茶/).waitFor()
  await mall.shoot(page, 'section')
  // Loaded afresh it lies on no other page: what another section has is not here.
  await page.reload()
  await phone.sees('本周下山')
  await phone.link(/白茶/).waitFor()
  expect(await phone.link(TEA).count()).toBe(0)
})

test('[UNSAVED-1] the product editor asks before it is left, and [ODD-1] before an odd price is saved', async () => {
  const { phone, page } = await mall.openPhone('merchant')
  await press(phone.tab(/商家$/))
  await phone.tap('商品')
  await press(phone.text(TEA))
  await phone.sees('编辑商品', '没有改动')
  const price = field(page, '0.00')
  const before = Number(await price.inputValue())
  await price.fill(String(before * 10))
  // No price to strike through, which would have to be higher.
  await field(page, '没有就填 0').fill('0')
  await phone.tap('返回')
  await phone.sheet.sees('改动还没保存')
  await phone.sheet.tap('接着填')
  await phone.tap('保存')
  await phone.sheet.sees('价格再看一眼')
  await mall.shoot(page, 'price-odd')
  await phone.sheet.tap('再看看')
  expect(await price.inputValue()).toBe(String(before * 10))
  await price.fill('1')
  await phone.sees(/^每件亏 ¥/)
  await mall.shoot(page, 'price-below-cost')
  await page.goBack()
  await phone.sheet.sees('改动还没保存')
  await phone.sheet.tap('离开')
  await phone.sees('在售', '库存告急')
})
