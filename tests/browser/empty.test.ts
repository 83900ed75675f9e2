import path from 'node:path'
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
  await phone.sees('开店', '给店起个名字', '还差 7 步就能开张')
}

const PICTURE = path.resolve(__dirname, '../../local/demo/pictures/honey.webp')

/** Chooses a picture of the phone, and waits until the shop has it. */
async function addPicture({ page, phone }: Opened, name: string): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await phone.tap('加图')
  await (await chooser).setFiles(PICTURE)
  await page.getByRole('img', { name }).or(page.getByLabel(name)).filter({ visible: true }).last().waitFor()
}

/** Amounts have no name of their own: the one that stands at this place. */
const amount = ({ page }: Opened, at: number) =>
  page.locator('.ui-money input').filter({ visible: true }).nth(at)

/** The seven steps, each saved and led on from; one is left halfway and taken up again. */
async function setUp(owner: Opened): Promise<void> {
  const { phone, page } = owner
  await mall.shoot(page, 'setup-steps')
  await phone.tap('接着填「店铺」')
  await phone.sees('店叫什么，长什么样', /第 1 步，共 7 步/)
  await phone.tap('存好，去客服')
  await phone.sees('店名至少 2 个字')
  await phone.write('2 到 16 个字', '溪口小店')
  await phone.write('选填，一句话，最多 16 个字', '自家种的')
  await addPicture(owner, '选好的图')
  await mall.shoot(page, 'setup-shop')
  await phone.tap('存好，去客服')

  await phone.sees('买家怎么找到你')
  await phone.write('如 0571-5555 0199', '０５７８—２１２３４５６')
  await mall.shoot(page, 'setup-contact')
  await phone.tap('存好，去运费')

  await phone.sees('寄一单收多少', '免运费')
  await press(phone.choice('满额包邮'))
  await phone.sees('满 99 元包邮，不满收 8 元', '运费 ¥8.00')
  await mall.shoot(page, 'setup-freight')
  await phone.tap('存好，去售后')

  // Left here, and taken up again where it was left.
  await phone.sees('多久能退，多久算签收')
  await phone.tap('返回')
  await phone.sees('溪口小店', '还差 4 步就能开张', '0578-2123456')
  await mall.shoot(page, 'setup-half')
  await page.reload()
  await phone.tap('接着填「售后」')
  await phone.write('选填，如：7 天无理由、坏果包赔', '坏了包赔、自家种的')
  await mall.shoot(page, 'setup-after-sale')
  await phone.tap('存好，去佣金')

  await phone.sees('谁推荐的，给谁多少', /第 5 步/)
  await mall.shoot(page, 'setup-commission')
  await phone.tap('存好，去协议')

  await phone.sees('写清楚，双方都放心')
  await press(phone.all('看全文，改一改').first())
  await mall.shoot(page, 'setup-legal')
  await phone.tap('存好，去第一件商品')
}

async function firstProduct(owner: Opened): Promise<void> {
  const { phone, page } = owner
  await phone.sees('新增商品')
  await addPicture(owner, '主图')
  await phone.write('买家怎么叫它，就怎么写', '高山百花蜜 500g')
  await phone.tap('请选择')
  await press(phone.sheet.all('新建一个分类').first())
  await phone.write('最多 6 个字', '蜂蜜')
  await amount(owner, 0).fill('68')
  await amount(owner, 2).fill('31')
  await phone.write('现在有多少件可以卖', '20')
  await mall.shoot(page, 'setup-product')
  await phone.tap('创建并上架')
  await phone.sees('都齐了，可以开张')
  await mall.shoot(page, 'setup-ready')
}

/** A buyer who has an address buys what the home page shows, and pays. */
async function buys({ phone, page }: Opened): Promise<void> {
  await press(phone.tab('首页'))
  await phone.sees('新上架')
  await mall.shoot(page, 'first-home')
  await press(phone.link(/高山百花蜜/))
  await phone.tap('立即购买')
  await phone.sheet.tap('立即购买')
  await phone.sees('确认订单', '林知夏')
  await mall.shoot(page, 'first-checkout')
  await phone.tap('微信支付')
  await phone.sheet.sees('溪口小店')
  await phone.sheet.tap('支付')
  await phone.sheet.sees('支付成功')
  await phone.sheet.tap('完成')
  await phone.sees('正在打包备货')
  await mall.shoot(page, 'first-order')
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

  // The phone that lay open says so by itself; there is nothing in the categories either.
  await visitor.phone.sees('正在布置，快开张了')
  await mall.shoot(visitor.page, 'preparing')
  await visitor.phone.tap('联系店家')
  await visitor.phone.sees('客服暂时不在，请稍后再来')
  await press(visitor.phone.tab('分类'))
  await visitor.phone.sees('正在布置，快开张了')

  // The owner sees the mall, and who else does.
  await owner.phone.tap('看看店面')
  await owner.phone.sees('还没开张，只有你们看得到')
  await mall.shoot(owner.page, 'owner-home')
  await owner.phone.tap(/还没开张/)
  await owner.phone.sees('接着填「店铺」')
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
  await mall.cloud.db.remove('products', { _id: 'early' })
})

test('once it has an owner the stage has no code any more', async () => {
  const stage = await mall.openStage()
  await stage.buyer.sees('正在布置，快开张了')
  await stage.merchant.sees(/店家工作台/)
  expect(await stage.page.getByText('开店码').filter({ visible: true }).count()).toBe(0)
  await mall.shoot(stage.page, 'stage-empty')
})

test('the owner is led through the steps, opens the shop, and it makes its first sale', async () => {
  const owner = await mall.openPhone('merchant')
  const buyer = await mall.openPhone('buyer')
  await press(owner.phone.tab(/商家$/))
  await owner.phone.tap(/店还没开张/)
  await setUp(owner)
  await firstProduct(owner)
  await buyer.phone.sees(/正在布置，快开张了/, '溪口小店')
  await owner.phone.tap('开张')
  await owner.phone.sheet.tap('开张')
  await press(owner.phone.tab(/商家$/))
  await owner.phone.sees('今日')
  await mall.shoot(owner.page, 'first-desk')

  await mall.cloud.call('buyer', 'storefront/member.saveAddress', {
    name: '林知夏',
    mobile: '13800138000',
    province: '浙江省',
    city: '丽水市',
    district: '莲都区',
    detail: '溪口村 8 号',
  })
  await buyer.page.reload()
  await buys(buyer)
  expect(await mall.books()).toEqual([])
  await owner.page.reload()
  await owner.phone.sees('76.00')
  await mall.shoot(owner.page, 'first-sold')
  expect(mall.takeFaults()).toEqual([])

  // What was set up is changed at any time.
  await owner.phone.tap('设置')
  await owner.phone.write('搜设置，比如：运费', '包邮')
  await owner.phone.tap(/运费/)
  await owner.phone.sees('寄一单收多少')
  await press(owner.phone.choice('全场包邮'))
  await owner.phone.tap('保存')
  await owner.phone.sees('已保存')
})
