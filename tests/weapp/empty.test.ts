import path from 'node:path'
import { routes } from '@shared/collected/routes'
import type { CallName } from '@shared/contract'
import type { PayParams } from '@shared/contract/payment/schema'
import { seams } from '../../cloudfunctions/collected/seams'
import { checkBooks } from '../../cloudfunctions/domain/money/audit'
import type { Context } from '../../cloudfunctions/platform/context'
import { openidOf, startLocalCloud, type LocalCloud } from '../../local'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { JPEG, pngOf } from '../support/pictures'
import { PATIENCE_MS, until } from '../support/until'
import { MOST_BYTES, openPackage, type OpenPackage, type OpenPage } from './host'
import { journeyOf, type Journey } from './journey'

/** From nothing to a shop that sells, in the built mini-program: the owner's phone, and a buyer's. */

let cloud: LocalCloud
const phones: Phone[] = []

interface Phone {
  mini: OpenPackage
  journey: Journey
}

/** A picture from the phone's camera, too large to be sent, and what WeChat makes of it. */
const CAMERA = 'wxfile://tmp_camera.png'
const SMALL = 'wxfile://tmp_small.jpg'
const FILES = new Map([
  [CAMERA, pngOf(400, 300)],
  [SMALL, JPEG],
])

function openPhone(who: string): Phone {
  const mini = openPackage(
    path.resolve(__dirname, '../../dist/weapp'),
    (name, data) => {
      const { path: call, input } = data as { path: string; input: unknown }
      return cloud.call(who, `${name}/${call}` as CallName, input as never)
    },
    {
      requestPayment(options) {
        const paid = cloud.wechatpay.pay(options as unknown as PayParams, { openid: openidOf(who) })
        if (!paid.ok) throw new Error(paid.message)
        return cloud.settle()
      },
    },
    new Map(),
    {
      chooseMedia: () => ({ tempFiles: [{ tempFilePath: CAMERA, size: 5_000_000 }] }),
      getImageInfo: () => ({ width: 4_000, height: 3_000, type: 'png' }),
      compressImage: () => ({ tempFilePath: SMALL }),
      chooseAddress: () => ({
        userName: '林知夏',
        telNumber: '13800138000',
        provinceName: '浙江省',
        cityName: '丽水市',
        countyName: '莲都区',
        detailInfo: '溪口村 8 号',
        errMsg: 'chooseAddress:ok',
      }),
    },
    FILES,
  )
  const phone = { mini, journey: journeyOf(mini) }
  phones.push(phone)
  return phone
}

beforeAll(async () => {
  cloud = await startLocalCloud({
    functionsDir: keptFunctions(),
    empty: true,
    instances: 2,
    timers: false,
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
  })
}, 120_000)
afterAll(() => cloud?.close())

const isInCloud = (address: string) => address.startsWith('cloud://')
const asked = ({ mini }: Phone, name: string) => mini.asked.filter((one) => one.name === name)

/** From the home of a shop that is nobody's to the steps of its set-up. */
async function becomeOwner({ journey }: Phone, home: OpenPage): Promise<OpenPage> {
  await home.says('这间店还没有主人')
  home.tap('填开店码')
  const claim = await journey.arrives(routes['merchant-shop/claim'])
  await claim.says('还差 16 位')
  claim.fill('开店码', 'ABCD-EFGH-JKLM-NPQR')
  await claim.says('成为店主')
  claim.tap('成为店主')
  await claim.says('这个码不对，还能试 4 次')
  // Pasted with the words around it; the field keeps what a code has.
  const code = (await cloud.ownerCode()) ?? ''
  claim.fill('开店码', `开店码  ${code}`)
  await until('the code alone', () => claim.holds('开店码') === code.replace(/-/g, ''))
  claim.tap('成为店主')
  const steps = await journey.arrives(routes['merchant-shop/settings'])
  await steps.says('还差 7 步就能开张')
  await steps.says('0/ 7')
  expect(await cloud.ownerCode()).toBeUndefined()
  return steps
}

/** Chooses a picture of the phone's camera, and waits until the shop has it. */
async function addPicture(page: OpenPage): Promise<void> {
  page.tap('加图')
  await until('the picture in the storage', () => page.pictures().some(isInCloud))
}

/** Saves a step, and goes on to the next one on the page of the settings. */
async function onward({ journey }: Phone, page: OpenPage, action: string, group: string): Promise<OpenPage> {
  page.tap(action)
  const next = await journey.arrives(routes['merchant-shop/setting'])
  expect(journey.query()).toEqual({ group, setup: '1' })
  return next
}

/** The seven steps but the last, each saved and led on from; one is left and taken up again. */
async function setUp(owner: Phone, steps: OpenPage): Promise<OpenPage> {
  const { journey } = owner
  let page = await onward(owner, steps, '接着填「店铺」', 'shop')
  await page.says('第 1 步，共 7 步')
  page.fill('2 到 16 个字', '溪口小店')
  page.fill('选填，一句话，最多 16 个字', '自家种的')
  await addPicture(page)
  page = await onward(owner, page, '存好，去客服', 'contact')
  await page.says('买家怎么找到你')
  page.fill('如 0571-5555 0199', '０５７８—２１２３４５６')
  page = await onward(owner, page, '存好，去运费', 'freight')
  await page.says('寄一单收多少')
  page.tap('满额包邮')
  await page.says('满 99 元包邮，不满收 8 元')
  page = await onward(owner, page, '存好，去售后', 'afterSale')

  // Left here, and taken up again where it was left.
  await page.says('多久能退，多久算签收')
  const left = await journey.leave()
  await left.says('还差 4 步就能开张')
  await left.says('0578-2123456')
  page = await onward(owner, left, '接着填「售后」', 'afterSale')
  await page.says('第 4 步，共 7 步')
  page.fill('选填，如：7 天无理由、坏果包赔', '坏了包赔、自家种的')
  page.tap('存好，去佣金')

  page = await journey.arrives(routes['merchant-distribution/policy'])
  expect(journey.query()).toEqual({ setup: '1' })
  await page.says('谁推荐的，给谁多少')
  page = await onward(owner, page, '存好，去协议', 'legal')
  await page.says('写清楚，双方都放心')
  page.tap('看全文，改一改')
  await page.says('一行一段')
  page.tap('存好，去第一件商品')
  return journey.arrives(routes['merchant-goods/new'])
}

async function firstProduct({ journey }: Phone, page: OpenPage): Promise<OpenPage> {
  expect(journey.query()).toEqual({ setup: '1' })
  await page.says('新增商品')
  await addPicture(page)
  page.fill('买家怎么叫它，就怎么写', PRODUCT)
  page.tap('请选择')
  await page.says('新建一个分类')
  page.tap('新建一个分类')
  await until('the field of its name', () => page.holds('最多 6 个字') === '')
  page.fill('最多 6 个字', '蜂蜜')
  page.fill('0.00', '68')
  page.fill('0.00', '31', { at: 1 })
  await page.says('每件毛利 ¥37.00')
  page.fill('现在有多少件可以卖', '20')
  page.tap('创建并上架')
  const steps = await journey.arrives(routes['merchant-shop/settings'])
  await steps.says('都齐了，可以开张')
  await steps.says('7/ 7')
  return steps
}

const PRODUCT = '高山百花蜜 500g'

/** Takes an address out of WeChat's book. */
async function takeAddress({ journey }: Phone, home: OpenPage): Promise<OpenPage> {
  home.tap('我的')
  const me = await journey.arrives(routes.me)
  await me.says('收货地址')
  me.tap('收货地址')
  const addresses = await journey.arrives(routes['sale/addresses'])
  await addresses.says('还没有收货地址')
  addresses.tap('微信地址')
  await addresses.says('溪口村 8 号')
  const back = await journey.leave()
  back.tap('首页')
  return journey.arrives(routes.home)
}

/** A buyer buys what the home page shows, and pays: the order that was made. */
async function buys(buyer: Phone, home: OpenPage): Promise<string> {
  const { journey } = buyer
  await home.says('新上架')
  await home.says(PRODUCT)
  // The logo and the product: WeChat shows a file of the storage by its id.
  expect(home.pictures().filter(isInCloud).length).toBeGreaterThanOrEqual(2)
  const found = await takeAddress(buyer, home)
  found.tap(PRODUCT)
  const detail = await journey.arrives(routes['goods/detail'])
  await detail.says('立即购买')
  expect(detail.pictures().some(isInCloud)).toBe(true)
  detail.tap('立即购买')
  await detail.says('库存')
  // The sheet's own button stands before the page's.
  detail.tap('立即购买')
  const till = await journey.arrives(routes['sale/checkout'])
  await till.says('林知夏')
  till.tap('微信支付')
  const order = await journey.arrives(routes['sale/order'])
  await order.says('正在打包备货')
  return journey.query()['orderId'] ?? ''
}

test('an empty shop is taken by its code, set up, opened, and makes its first sale', async () => {
  const owner = openPhone('merchant')
  const buyer = openPhone('buyer')
  const visited = await buyer.journey.begin(routes.home)
  await visited.says('这间店还没有主人')
  const steps = await becomeOwner(owner, await owner.journey.begin(routes.home))
  visited.pull()
  await visited.says('正在布置，快开张了')
  const ready = await firstProduct(owner, await setUp(owner, steps))
  expect(asked(owner, 'chooseMedia')).toHaveLength(2)
  expect(asked(owner, 'compressImage')).toHaveLength(2)

  ready.tap('开张')
  await ready.says('现在开张？')
  // The question lies above the page.
  ready.tap('开张', -1)
  const desk = await owner.journey.arrives(routes.merchant)
  await desk.says('今日')
  expect(desk.text()).not.toContain('店还没开张')

  // A phone that comes back to the mini-program finds it open.
  visited.hide()
  visited.show()
  const orderId = await buys(buyer, visited)
  expect(asked(buyer, 'requestPayment')).toHaveLength(1)
  const order = await cloud.db.get('orders', orderId)
  expect(order).toMatchObject({ state: 'paid', buyerId: openidOf('buyer'), payFen: 7_600, refunded: false })
  expect(await checkBooks({ db: cloud.db, clock: cloud.clock, seams } as unknown as Context)).toEqual([])

  // The owner comes to the desk again, and it is there.
  desk.tap('首页')
  const home = await owner.journey.arrives(routes.home)
  home.tap('商家')
  const again = await owner.journey.arrives(routes.merchant)
  await again.says('76.00')

  for (const { mini, journey } of phones) {
    expect(mini.refused).toEqual([])
    expect(mini.errors).toEqual([])
    const heavy = journey.pages().filter(({ page }) => Math.max(...page.updates) > MOST_BYTES)
    expect(heavy.map(({ route }) => route)).toEqual([])
  }
}, 180_000)
