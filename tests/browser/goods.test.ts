import path from 'node:path'
import { openMall, type Mall } from './mall'
import { press } from './phone'
import { until } from '../support/until'

/** The merchant makes a product with pictures, and a buyer finds it. */

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

const picture = (name: string) => path.resolve(__dirname, '../../local/demo/pictures', `${name}.webp`)

test('[CREATE-5] a product with pictures is made on a phone, kept as a draft meanwhile, and found on another', async () => {
  const { phone, page } = await mall.openPhone('merchant')
  await press(phone.tab(/商家$/))
  await phone.tap('商品')
  await phone.tap('新增商品')
  await phone.sees('图片', '创建并上架')
  await mall.shoot(page, 'new-product-empty')

  const choose = async (...names: string[]) => {
    const chooser = page.waitForEvent('filechooser')
    await phone.tap('加图')
    await (await chooser).setFiles(names)
  }
  await choose(picture('honey'), picture('baicha'))
  await phone.sees('2/9 · 点图可换主图、删除')
  // What is no picture is said, and can be taken away again.
  await choose(path.join(__dirname, 'phone.ts'))
  await phone.sees('点一下重试')
  await mall.shoot(page, 'new-product-failed')
  await phone.tap('没传上的图')
  await phone.sheet.sees('这张图片读不出来，请换一张')
  await phone.sheet.tap('不要这张')

  await phone.write('买家怎么叫它，就怎么写', '手作陶杯')
  await phone.write('选填，一句话说好在哪', '一杯一个样')
  await phone.tap('创建并上架')
  await phone.sees('请选一个分类')
  await press(phone.button('请选择'))
  await press(phone.sheet.text('新建一个分类'))
  await phone.write('最多 6 个字', '杯子')
  await mall.shoot(page, 'new-product-wrong')

  // Left and taken up again: nothing is lost.
  await phone.tap('返回')
  await phone.sheet.sees('还没有提交')
  await phone.sheet.tap('离开')
  await phone.tap('新增商品')
  await phone.sees('2/9 · 点图可换主图、删除')

  const amounts = page
    .locator('input')
    .and(page.getByPlaceholder('0.00', { exact: true }))
    .filter({ visible: true })
  await amounts.first().fill('68')
  await amounts.last().fill('25.5')
  await phone.write('现在有多少件可以卖', '12')
  await phone.write('选填，每一行是一段', '手工拉坯。\n\n每只都不一样。')
  await phone.sees('每件毛利 ¥42.50，佣金另算')
  await mall.shoot(page, 'new-product-full')
  await phone.tap('创建并上架')
  await phone.sees('编辑商品', '可卖 12 件')

  // The main picture is changed in its editor.
  await phone.tap('第 2 张图')
  await phone.sheet.tap('设为主图')
  await phone.tap('保存')
  await phone.sees('已保存')
  await mall.shoot(page, 'product-editor')
  const [product] = await mall.cloud.db.find('products', { where: { name: '手作陶杯' }, limit: 5 })
  expect(product).toMatchObject({
    listed: true,
    version: 2,
    detail: [{ text: '手工拉坯。' }, { text: '每只都不一样。' }],
  })
  expect(product?.pictures).toHaveLength(2)

  const buyer = await mall.openPhone('buyer')
  await press(buyer.phone.tab('分类'))
  await press(buyer.phone.tab('杯子'))
  await press(buyer.phone.text('手作陶杯'))
  await buyer.phone.sees('一杯一个样')
  // Both pictures are really there.
  await until('the picture is drawn', () =>
    buyer.page.evaluate(() =>
      [...document.querySelectorAll('img')].some(
        (one) => one.src.includes('/file/') && one.naturalWidth > 100,
      ),
    ),
  )
  await mall.shoot(buyer.page, 'new-product-found')
})
