import type { Page } from 'playwright-core'
import { openMall, type Mall } from './mall'
import { press } from './phone'
import { until } from '../support/until'

/** What is typed: pasted as people paste it, kept until it is saved, and put together with what others saved. */

const TEA = /武夷岩茶 大红袍/
const SELLING_POINT = '选填，一句话说好在哪'
const TAG = '选填，最多 6 个字，如：新品'

let mall: Mall

beforeAll(async () => {
  mall = await openMall()
})

afterAll(async () => {
  await mall?.close()
})

afterEach(async () => {
  await mall.closePages(expect.getState().currentTestName ?? '')
  expect(mall.takeFaults()).toEqual([])
})

const field = (page: Page, placeholder: string) =>
  page
    .locator('input')
    .and(page.getByPlaceholder(placeholder, { exact: true }))
    .filter({ visible: true })
    .last()

async function openProduct() {
  const { phone, page } = await mall.openPhone('merchant')
  await press(phone.tab(/商家$/))
  await phone.tap('商品')
  await press(phone.text(TEA))
  await phone.sees('编辑商品', '没有改动')
  return { phone, page }
}

test('[UNSAVED-1] what is not saved is not lost without a word, and [TEXT-4] a number is pasted as people paste it', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await press(phone.tab('我的'))
  await phone.tap('收货地址')
  await phone.tap('新建地址')
  await phone.sees('新建地址', '设为默认地址')
  await page.goBack()
  // Nothing was typed: nothing is asked.
  await phone.sees('林知夏')
  await phone.tap('新建地址')

  const mobile = field(page, '快递联系用')
  await mobile.fill('+86 138-0000-6207')
  expect(await mobile.inputValue()).toBe('13800006207')
  await mobile.fill('１３８ ００００ ６２０７')
  expect(await mobile.inputValue()).toBe('13800006207')

  // Our own way back, and the browser's.
  await phone.tap('返回')
  await phone.sheet.sees('改动还没保存')
  await mall.shoot(page, 'address-leaving')
  await phone.sheet.tap('接着填')
  expect(await mobile.inputValue()).toBe('13800006207')
  await page.goBack()
  await phone.sheet.sees('改动还没保存')
  await phone.sheet.tap('接着填')
  expect(await mobile.inputValue()).toBe('13800006207')

  await phone.write('姓名', '林小满')
  await phone.write('如：浙江省 杭州市 西湖区', '浙江省 杭州市 西湖区')
  await phone.write('街道、楼栋、门牌号', '文三路 199 号')
  await phone.tap('保存')
  await phone.sees('林小满')
  await until('the form goes without a question', async () => !(await phone.all('改动还没保存').count()))

  await phone.tap('新建地址')
  await phone.write('姓名', '不要了')
  await phone.tap('返回')
  await phone.sheet.tap('离开')
  await phone.sees('林小满')
  expect(await phone.all('不要了').count()).toBe(0)
})

test('who goes back as soon as a page is there sees the one below', async () => {
  const { phone, page } = await mall.openPhone('buyer')
  await press(phone.tab('我的'))
  await phone.tap('收货地址')
  for (let time = 0; time < 6; time++) {
    await phone.tap('新建地址')
    await phone.sees('设为默认地址')
    await page.goBack()
    // Without the router's animation the page below is shaded after it was shown.
    await until('the form is gone', async () => !(await phone.all('设为默认地址').count()))
    await phone.sees('林知夏')
  }
})

test('[FORM-1] what a colleague saved meanwhile is offered, and one’s own changes stay', async () => {
  const mine = await openProduct()
  const theirs = await openProduct()
  await mine.phone.write(TAG, '秋茶季')
  await theirs.phone.write(SELLING_POINT, '同事写的卖点')
  await theirs.phone.tap('保存')
  await theirs.phone.sees('已保存')

  await mine.phone.tap('保存')
  await mine.phone.sheet.sees('刚有同事保存过')
  await mall.shoot(mine.page, 'product-conflict')
  await mine.phone.sheet.tap('载入最新')
  await until('theirs', async () => (await field(mine.page, SELLING_POINT).inputValue()) === '同事写的卖点')
  expect(await field(mine.page, TAG).inputValue()).toBe('秋茶季')
  await mine.phone.tap('保存')
  await mine.phone.sees('已保存')
  expect(await mall.cloud.db.get('products', await teaId())).toMatchObject({
    tag: '秋茶季',
    sellingPoint: '同事写的卖点',
  })
  await mine.phone.tap('返回')
  await mine.phone.sees('在售', '库存告急')
})

test('[TAP-1] a tap on a sheet that closes after its answer does not count again', async () => {
  const { phone, page } = await mall.openPhone('xiaoming')
  await press(phone.link(TEA))
  await phone.tap('加入购物车')
  const button = phone.sheet.button('加入购物车')
  await button.waitFor()
  // As fast as a finger, for as long as the sheet is there.
  await button.evaluate(async (place: HTMLElement) => {
    for (let taps = 0; taps < 40 && place.isConnected; taps += 1) {
      place.click()
      // eslint-disable-next-line no-restricted-syntax -- in the browser: the pace of a finger
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  await phone.sees('已加入购物车')
  await phone.tap(/^\d* ?购物车$/)
  await phone.sees('去结算 (1)')
  await mall.shoot(page, 'tapped-once')
})

async function teaId(): Promise<string> {
  const found = await mall.cloud.db.find('products', { where: {}, limit: 100 })
  const tea = found.find(({ name }) => TEA.test(name))
  if (!tea) throw new Error('the tea is gone')
  return tea._id
}
