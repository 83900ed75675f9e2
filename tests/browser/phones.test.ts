import { openMall, type Mall } from './mall'
import { press } from './phone'
import { until } from '../support/until'
import { walk, type Step } from './walk'

/** Each phone alone, 375 × 812: every page, loaded again, and back by the browser's own button. */

const TEA = /武夷岩茶 大红袍/

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

const home: Step = { name: 'home', sees: ['山野集', '本周下山', '老客常买'] }
const me: Step = { name: 'me', open: (phone) => press(phone.tab('我的')), sees: ['我的订单', '收货地址'] }
const product: Step = {
  name: 'product',
  open: (phone) => press(phone.link(TEA)),
  sees: ['加入购物车', '立即购买', TEA],
}

describe('the buyer', () => {
  test('from home to the cashier', async () => {
    await walk(mall, 'buyer', [
      home,
      product,
      {
        name: 'checkout',
        open: async (phone) => {
          await phone.tap('立即购买')
          await phone.sheet.tap('立即购买')
        },
        sees: ['确认订单', '林知夏', '微信支付', '商品合计'],
      },
      {
        name: 'addresses-to-pick',
        open: (phone) => press(phone.link(/^林知夏/)),
        sees: ['选择收货地址', '新建地址', '林知夏'],
      },
      { name: 'address', open: (phone) => phone.tap('修改地址'), sees: ['编辑地址', '保存', '删除'] },
    ])
  })

  test('searching in a category and beyond', async () => {
    await walk(mall, 'buyer', [
      { name: 'category', open: (phone) => press(phone.tab('分类')), sees: ['搜商品', '全部', '坚果'] },
      {
        name: 'list',
        open: async (phone) => {
          await phone.tap('搜商品')
          await phone.button('返回').waitFor()
        },
        sees: ['综合', '销量', TEA],
      },
      product,
    ])
  })

  test('the cart', async () => {
    const { phone, page } = await mall.openPhone('buyer')
    await press(phone.link(TEA))
    await phone.tap('加入购物车')
    await phone.sheet.tap('加入购物车')
    await phone.sees('已加入购物车')
    await phone.tap(/^\d* ?购物车$/)
    await phone.sees('全选', '去结算 (1)', '125g · 罐装')
    await page.reload()
    await phone.sees('去结算 (1)', '125g · 罐装')
    await mall.shoot(page, 'buyer-cart')
    await phone.tap('加一件')
    await phone.tap('去结算 (2)')
    await phone.sees('确认订单', '共 2 件')
    await phone.sees('¥336.00')
    await page.goBack()
    await phone.sees('去结算 (2)')
  })

  test('a finger turns the banners, though the page at its top can be pulled, and they stand there afterwards', async () => {
    const { phone, page } = await mall.openPhone('buyer')
    await page.route('**/api/storefront', async (route) => {
      const response = await route.fetch()
      const answer = (await response.json()) as { data: { banners?: object[] } }
      const { banners } = answer.data
      if (banners) answer.data.banners = [1, 2, 3].flatMap(() => banners)
      await route.fulfill({ response, json: answer })
    })
    await page.reload()
    await phone.sees(...home.sees)
    // A product's pictures turn in the same way, and may still be there.
    const slides = page.locator('.ui-slides').first()
    /** Which dot is long. */
    const isAt = (index: number) =>
      page.locator('.home-banners__dot').nth(index).and(page.locator('.home-banners__dot--on')).waitFor()
    await isAt(0)

    const { x, y, width } = (await slides.boundingBox()) ?? { x: 0, y: 0, width: 0 }
    const finger = await page.context().newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...at: number[]) =>
      finger.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: at.map((share) => ({ x: x + width * share, y: y + 20 })),
      })
    await touch('touchStart', 0.9)
    for (const share of [0.7, 0.5, 0.3, 0.1]) await touch('touchMove', share)
    await touch('touchEnd')
    await isAt(1)

    await press(phone.link(TEA))
    await phone.sees(...product.sees)
    await page.goBack()
    await phone.sees(...home.sees)
    await isAt(1)
    const place = () => slides.evaluate(({ scrollLeft, clientWidth }) => scrollLeft / clientWidth)
    await until('they stand where they stood', async () => (await place()) === 2)
  })

  test('orders and addresses', async () => {
    const { phone, page } = await mall.openPhone('buyer')
    await press(phone.link(TEA))
    await phone.tap('立即购买')
    await phone.sheet.tap('立即购买')
    await phone.tap('微信支付')
    await phone.sheet.tap('取消')
    await phone.sees('等你付款', '订单详情')
    // The order took the place of the checkout, which is over.
    await page.goBack()
    await phone.sees('加入购物车', '立即购买')

    await walk(mall, 'buyer', [
      me,
      { name: 'orders', open: (it) => it.tap(/待付款$/), sees: ['我的订单', '去支付', '待付款'] },
      { name: 'order', open: (it) => press(it.text(TEA)), sees: ['等你付款', '商品合计', '应付'] },
    ])
    await walk(mall, 'buyer', [
      me,
      { name: 'addresses', open: (it) => it.tap('收货地址'), sees: ['新建地址', '林知夏'] },
    ])
  })

  test('learns nothing of commission, and sees no way into the shop’s own pages', async () => {
    const { phone, page } = await mall.openPhone('buyer')
    const words = /推广赚|佣金|赚 ?¥/
    await phone.sees(...home.sees)
    expect(await phone.read()).not.toMatch(words)
    await phone.tab('我的').waitFor()
    expect(await page.getByRole('tab', { name: '商家' }).count()).toBe(0)
    await press(phone.link(TEA))
    await phone.sees(...product.sees)
    await page.waitForLoadState('networkidle')
    expect(await phone.read()).not.toMatch(words)
    await phone.tap('立即购买')
    await phone.sheet.tap('立即购买')
    await phone.sees('确认订单', '林知夏')
    expect(await phone.read()).not.toMatch(words)

    await page.goto(`${mall.cloud.url}/phone/buyer/?staff#/pages/merchant/index`)
    await phone.sees('这里是店家的工作台')
    await mall.shoot(page, 'buyer-no-staff')
    await page.goto(`${mall.cloud.url}/phone/buyer/?distributor#/packages/distribution/centre/index`)
    await phone.sees('还不是推广员', '申请成为推广员')
  })
})

describe('the distributor', () => {
  const centre: Step = {
    name: 'centre',
    open: (phone) => phone.tap(/^推广中心/),
    sees: ['已结算余额（元）', '近 30 天佣金', '最近佣金'],
  }
  test('products to share', async () => {
    await walk(mall, 'distributor', [
      me,
      centre,
      { name: 'products', open: (phone) => phone.tap('分享商品'), sees: [TEA, '赚 ¥33.60'] },
      { name: 'product', open: (phone) => press(phone.link(TEA)), sees: [/推广赚/, '¥33.60', '去分享'] },
      { name: 'poster', open: (phone) => phone.tap('去分享'), sees: ['分享海报', '下载海报', '转发卡片'] },
    ])
  })

  test('commissions', async () => {
    await walk(mall, 'distributor', [
      me,
      centre,
      { name: 'commissions', open: (phone) => phone.tap('佣金明细'), sees: ['结算单', /买了/] },
      {
        name: 'commission',
        open: (phone) => press(phone.all(/买了/).first()),
        sees: ['怎么算', '佣金小计', '走到哪一步'],
      },
    ])
  })

  test('customers', async () => {
    await walk(mall, 'distributor', [
      me,
      centre,
      {
        name: 'customers',
        open: (phone) => phone.tap('我的客户'),
        sees: ['有效期内，客户自己进店买也算你的推荐', /绑定 · 有效到/],
      },
    ])
  })
})

describe('the merchant', () => {
  const desk: Step = {
    name: 'desk',
    open: (phone) => press(phone.tab(/商家$/)),
    sees: ['今日', '待办', '近 30 天成交'],
  }

  test('orders', async () => {
    await walk(mall, 'merchant', [
      desk,
      { name: 'orders', open: (phone) => phone.tap(/^待发货/), sees: ['已发货', '发货', /收货 /] },
      {
        name: 'order',
        open: (phone) => press(phone.all(/收货 /).first()),
        sees: ['收货信息', '订单进展', '发货', '退款'],
      },
    ])
  })

  test('products', async () => {
    await walk(mall, 'merchant', [
      desk,
      { name: 'products', open: (phone) => phone.tap('商品'), sees: ['在售', '库存告急', TEA] },
      { name: 'product', open: (phone) => press(phone.text(TEA)), sees: ['编辑商品', '卖点', '没有改动'] },
    ])
  })

  test('applications', async () => {
    await walk(mall, 'merchant', [
      desk,
      {
        name: 'applications',
        open: (phone) => phone.tap(/^申请待审/),
        sees: ['待审核', /许南枝 · 139\*{4}0318/, /周禾田 · /, '看完整信息', '婉拒', '通过'],
      },
    ])
  })

  test('policy', async () => {
    await walk(mall, 'merchant', [
      desk,
      { name: 'policy', open: (phone) => phone.tap('佣金规则'), sees: [/现在是第 1 版/, '没有改动'] },
    ])
  })
})

test('a new visitor applies, the merchant approves, and the distribution centre opens', async () => {
  const { phone, page } = await mall.openPhone('xiaoming')
  await press(phone.tab('我的'))
  await phone.tap(/^成为推广员/)
  await phone.sees('把好东西，告诉你在意的人')
  await page.reload()
  await phone.sees('填写申请')
  await mall.shoot(page, 'visitor-apply')
  await phone.tap('提交申请')
  await phone.all('请写一个昵称，朋友靠它认出你').first().waitFor()
  await phone.all('请写真实姓名，至少 2 个字').first().waitFor()
  await phone.write('朋友看到的名字，之后可以改', '小明')
  await phone.write('结算时要用，请和身份证一致', '王晓明')
  await phone.write('11 位手机号', '13800138000')
  await press(phone.choice('微信群'))
  await phone.tap(/《推广服务协议》第 1 版/)
  await phone.sheet.sees(/不收费/)
  await phone.sheet.tap('我已阅读并同意')
  await phone.tap('提交申请')
  await phone.sees('申请已经收到')
  await mall.shoot(page, 'visitor-waiting')

  const merchant = await mall.openPhone('merchant')
  await press(merchant.phone.tab(/商家$/))
  await merchant.phone.tap(/^申请待审/)
  await merchant.phone.sees('王**', /小明 · 138\*{4}8000/)
  // The newest stands first.
  await press(merchant.phone.all('看完整信息').first())
  await merchant.phone.sees('王晓明', /小明 · 13800138000/, '已记入操作记录')
  await press(merchant.phone.all('通过').first())
  await merchant.phone.sheet.sees('通过 小明 的申请？')
  await mall.shoot(merchant.page, 'merchant-approving')
  await merchant.phone.sheet.tap('通过')
  await merchant.phone.sees('已通过')

  await phone.sees('你已经是推广员了')
  await phone.tap('进入推广中心')
  await phone.sees('推广中心', '已结算余额（元）', '第一笔还在路上', /小明的山野集/)
  await page.reload()
  await phone.sees('第一笔还在路上')
  await mall.shoot(page, 'visitor-centre')
})
