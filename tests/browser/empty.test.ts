import type { Page } from 'playwright-core'
import { pagePath } from '@shared/page-path'
import { newStock } from '../../cloudfunctions/domain/goods/inventory'
import { productDoc } from '../support/documents'
import { openMall, type Mall } from './mall'
import { press, type Phone } from './phone'

/** From nothing to a shop that sells, by what its people see: the owner on the merchant's phone, a buyer on another. */

jest.setTimeout(300_000)
let mall: Mall
beforeAll(async () => {
  mall = await openMall({ empty: true })
})
afterEach(async () => {
  await mall.closePages(expect.getState().currentTestName?.split(' ')[0] ?? 'empty')
  expect(mall.takeFaults()).toEqual([])
})
afterAll(() => mall.close())

interface Opened {
  phone: Phone
  page: Page
}

/** The code that the terminal printed. */
async function ownerCode(): Promise<string> {
  const code = await mall.cloud.ownerCode()
  if (code === undefined) throw new Error('the shop is somebody’s')
  return code
}

/** Pastes into the cells of the code, as far as they are open. */
async function enterCode({ phone }: Opened, text: string): Promise<void> {
  await phone.write('开店码', text)
}

/** From the home of a shop that is nobody's to its owner's desk. */
async function becomeOwner(opened: Opened): Promise<void> {
  const { phone, page } = opened
  await phone.sees('这间店还没有主人')
  await mall.shoot(page, 'ownerless')
  await phone.tap('填开店码')
  await phone.sees('开店', '还差 16 位', '用一次就作废')
  await mall.shoot(page, 'claim')
  await enterCode(opened, 'k7qm-2r')
  await phone.sees('还差 10 位')
  await mall.shoot(page, 'claim-begun')
  await enterCode(opened, 'AAAA-BBBB-CCCC-DDDD')
  await phone.tap('成为店主')
  await phone.sees('这个码不对，还能试 4 次', '改一改再试')
  await mall.shoot(page, 'claim-wrong')
  await enterCode(opened, `开店码  ${await ownerCode()}`)
  await phone.tap('成为店主')
  await phone.sees('这间店是你的了')
}

test('the stage shows an empty shop as one, and hands its code to the merchant’s phone', async () => {
  const stage = await mall.openStage()
  await stage.buyer.sees('这间店还没有主人')
  await stage.merchant.sees('还差 16 位')
  const code = await ownerCode()
  await stage.page.getByText(code).waitFor()
  const words = await stage.page.locator('body').innerText()
  for (const word of ['山野集', '岩茶', '茶局']) expect(words).not.toContain(word)
  expect(words).toContain('从一间空店，到它的第一单')
  await mall.shoot(stage.page, 'stage-ownerless')
  await stage.page.getByRole('button', { name: '复制' }).click()
  await stage.page.getByText(/已复制|已选中/).waitFor()
})

test('whoever enters the code becomes the owner; a visitor reads that the shop is being prepared', async () => {
  const owner = await mall.openPhone('merchant')
  const visitor = await mall.openPhone('buyer')
  await visitor.phone.sees('这间店还没有主人')
  await becomeOwner(owner)
  await owner.phone.sees('商家', /店家工作台/)
  await mall.shoot(owner.page, 'owner')

  // The phone that lay open says so by itself; there is nothing in the categories either.
  await visitor.phone.sees('正在布置，快开张了')
  await mall.shoot(visitor.page, 'preparing')
  await visitor.phone.tap('联系店家')
  await visitor.phone.sees('客服暂时不在，请稍后再来')
  await press(visitor.phone.tab('分类'))
  await visitor.phone.sees('正在布置，快开张了')

  // The owner sees the mall, and who else does.
  await press(owner.phone.tab('首页'))
  await owner.phone.sees('还没开张，只有你们看得到')
  await mall.shoot(owner.page, 'owner-home')
  await owner.phone.tap(/还没开张/)
  await owner.phone.sees(/店家工作台/)
})

test('a code that is used up makes nobody an owner, and who waits reads what is left of the tries', async () => {
  const late = await mall.openPhone('late')
  await press(late.phone.tab('我的'))
  await late.phone.tap('设置与隐私')
  await press(late.phone.link('我是店主，有开店码'))
  await late.phone.sees('用开店码成为店主')
  await enterCode(late, 'ABCD-EFGH-JKLM-NPQR')
  await late.phone.tap('成为店主')
  await late.phone.sees('这个码不对，还能试 4 次')
})

test('who comes by a card sees the product, and reads at the checkout that nothing is sold yet', async () => {
  await mall.cloud.db.insert('products', productDoc('early', { pictures: ['/pictures/yancha.webp'] }))
  await mall.cloud.db.insert('stocks', newStock({ skuId: 'early-sku', productId: 'early', available: 5 }))
  const { phone, page } = await mall.openPhone('guest')
  await page.goto(`${mall.cloud.url}/phone/guest/?card#/${pagePath('goods/detail', { productId: 'early' })}`)
  await phone.sees('武夷岩茶')
  await phone.tap('立即购买')
  await phone.sheet.tap('立即购买')
  await phone.sees('还没开张', '店还在布置，开张以后就能下单')
  await mall.shoot(page, 'checkout-closed')
})

test('once it has an owner the stage has no code any more', async () => {
  const stage = await mall.openStage()
  await stage.buyer.sees('正在布置，快开张了')
  await stage.merchant.sees(/店家工作台/)
  expect(await stage.page.getByText('开店码').filter({ visible: true }).count()).toBe(0)
  await mall.shoot(stage.page, 'stage-empty')
})
