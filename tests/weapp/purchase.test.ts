import path from 'node:path'
import type { CallName } from '@shared/contract'
import { routes } from '@shared/collected/routes'
import type { PayParams } from '@shared/contract/payment/schema'
import { startLocalCloud, type LocalCloud } from '../../local'
import { openidOf } from '../../local/server/phones'
import { keptFunctions } from '../support/functions'
import { NOON } from '../support/noon'
import { applicantIn } from '../support/personal'
import { PATIENCE_MS, until } from '../support/until'
import { MOST_BYTES, openPackage, type OpenPackage, type OpenPage } from './host'
import { journeyOf } from './journey'

/** The built mini-program, run as WeChat runs it, against the real functions on the local cloud. */

const repository = path.resolve(__dirname, '../..')
const root = path.join(repository, 'dist/weapp')
let cloud: LocalCloud
let mini: OpenPackage
/** Calls that are not answered yet. */
let waiting = 0
/** How many calls there were before WeChat's sheet opened. */
let beforeSheet = 0
/** All calls, in their order. */
const calls: string[] = []
/** What the buyer's phone keeps when the mini-program ends. */
const storage = new Map<string, unknown>()

const answerAs = (who: string) => async (name: string, data: unknown) => {
  const { path: call, input } = data as { path: string; input: unknown }
  waiting += 1
  calls.push(call)
  try {
    return await cloud.call(who, `${name}/${call}` as CallName, input as never)
  } finally {
    waiting -= 1
  }
}

/** Where the mini-program went last. */
const lastPage = () => {
  const { options } = mini.asked.filter(({ name }) => /navigateTo|redirectTo/.test(name)).at(-1) ?? {}
  const [route = '', query = ''] = String(options?.['url'] ?? '')
    .replace(/^\//, '')
    .split('?')
  return { route, query: Object.fromEntries(new URLSearchParams(query)) }
}

const TEMPLATES = { paid: 'template-paid', shipped: 'template-shipped' }
const ADDED = '已加入购物车'

const sum = (bytes: readonly number[]) => bytes.reduce((all, one) => all + one, 0)
const heaviest = ({ updates }: OpenPage) => Math.max(...updates)

/** Resolves when no call has been on its way for a while, so that what was answered is drawn. */
async function quiet(): Promise<void> {
  for (let turns = 0; turns < 10; turns++) {
    if (waiting > 0) turns = 0
    // eslint-disable-next-line no-restricted-syntax -- React draws in a later turn, and no event tells of it
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

/** The order that was paid here. */
async function paidOrder(): Promise<Record<string, string>> {
  const { items = [] } = await cloud
    .call('buyer', 'storefront/order.list', { tab: 'unshipped' })
    .then((answer) => (answer.ok ? answer.data : { items: [] }))
  const [order] = items
  if (!order) throw new Error('nothing was paid')
  return { orderId: order.orderId }
}

/** Who opens pages, and with what: something of their own that is there. */
async function everywhere(): Promise<Record<string, Record<string, string>>> {
  const first = async (who: string, name: CallName, input: object, key: string) => {
    const answer = await cloud.call(who, name, input as never)
    if (!answer.ok) throw new Error(answer.error.message)
    const [item] = (answer.data as unknown as { items: Record<string, string>[] }).items
    return { [key]: item?.[key] ?? '' }
  }
  const product = await first('buyer', 'storefront/catalog.list', {}, 'productId')
  return {
    buyer: { ...product, ...(await first('buyer', 'storefront/order.list', {}, 'orderId')) },
    distributor: {
      ...product,
      ...(await first('distributor', 'distributor/commission.list', {}, 'commissionId')),
    },
    merchant: {
      ...product,
      ...(await first('merchant', 'merchant/fulfilment.list', {}, 'orderId')),
      ...(await first('merchant', 'merchant/reconciliation.days', {}, 'day')),
    },
  }
}

beforeAll(async () => {
  cloud = await startLocalCloud({
    functionsDir: keptFunctions(),
    demo: true,
    instances: 2,
    timers: false,
    callTimeoutMs: PATIENCE_MS,
    ackTimeoutMs: PATIENCE_MS,
    clockStandsAt: NOON,
  })
  const { _ } = cloud.db
  await cloud.db.change('settings', { _id: 'shop' }, { messageTemplates: _.set(TEMPLATES) })
  mini = openPackage(
    root,
    answerAs('buyer'),
    {
      requestPayment(options) {
        beforeSheet = calls.length
        const paid = cloud.wechatpay.pay(options as unknown as PayParams, { openid: openidOf('buyer') })
        if (!paid.ok) throw new Error(paid.message)
        return cloud.settle()
      },
    },
    storage,
  )
}, 120_000)

afterAll(() => cloud?.close())

test('home renders, a product opens, checkout pays with a signature that WeChat Pay accepts', async () => {
  const home = await mini.open(routes.home)
  await home.says('山野集')
  await home.says('老客常买')
  home.tap('武夷岩茶 大红袍')
  const { route, query } = await until('the product', () => {
    const page = lastPage()
    return page.route === routes['goods/detail'] ? page : undefined
  })

  const detail = await mini.open(route, query)
  await detail.says('立即购买')
  detail.tap('立即购买')
  await detail.says('库存')
  const [before, asked] = [detail.updates.length, calls.length]
  // The sheet's own button stands before the page's.
  detail.tap('立即购买')
  const checkout = await until('the checkout', () => {
    const page = lastPage()
    return page.route === routes['sale/checkout'] ? page : undefined
  })

  // The sheet leaves a page that nobody sees any more: nothing of it is sent again.
  await until('the sheet that closes', () => !detail.text().includes('库存'))
  expect(detail.updates.slice(before).filter((bytes) => bytes > 400)).toEqual([])
  expect(sum(detail.updates.slice(before))).toBeLessThan(400)

  const till = await mini.open(checkout.route, checkout.query)
  await till.says('林知夏')
  till.tap('微信支付')
  const payment = await until("WeChat's sheet", () =>
    mini.asked.find(({ name }) => name === 'requestPayment'),
  )
  // From 立即购买 to WeChat's sheet: the bill, and one call from the tap on 微信支付.
  expect(calls.slice(asked, beforeSheet)).toEqual(['order.quote', 'order.place'])
  expect(payment.options).toMatchObject({
    signType: 'RSA',
    package: expect.stringMatching(/^prepay_id=/) as string,
    timeStamp: expect.stringMatching(/^\d{10}$/) as string,
  })
  const order = await until('the order', () => {
    const page = lastPage()
    return page.route === routes['sale/order'] ? page : undefined
  })
  // WeChat may be asked for messages within the payment's own callback, and never after a call.
  const questions = () => mini.asked.filter(({ name }) => name === 'requestSubscribeMessage')
  expect(questions().map(({ options }) => options['tmplIds'])).toEqual([Object.values(TEMPLATES)])
  const { orderId = '' } = order.query
  const opened = await mini.open(order.route, order.query)
  await opened.says('发货提醒我')
  opened.tap('发货提醒我')
  await until('the question', () => questions().length === 2)
  expect(mini.refused).toEqual([])
  expect(await cloud.db.get('orders', orderId)).toMatchObject({ state: 'paid', refunded: false })
  expect([home, detail, till].map(heaviest).filter((bytes) => bytes > MOST_BYTES)).toEqual([])
}, 60_000)

test('[PARCEL-3] the merchant scans the number off the label, and another code is none', async () => {
  const { orderId = '' } = await paidOrder()
  const codes = [
    { errMsg: 'scanCode:fail cancel' },
    { errMsg: 'scanCode:fail auth deny' },
    { errMsg: 'scanCode:ok', result: 'https://shop.example/coupon' },
    { errMsg: 'scanCode:ok', result: ' sf1388 0421 7765 ' },
  ]
  const phone = openPackage(root, answerAs('merchant'), {}, new Map(), {
    scanCode: () => {
      const said = codes.shift()
      if (!said || said.errMsg.includes(':fail')) throw said
      return said
    },
  })
  const page = await phone.open(routes['merchant-sale/order'], { orderId })
  await page.says('待发货')
  page.tap('发货')
  await page.says('扫码')
  const field = '填写或粘贴单号'
  const scan = async () => {
    page.tap('扫码')
    await quiet()
  }
  const askedFor = () => phone.asked.filter(({ name }) => name === 'scanCode')
  await scan()
  expect(page.text()).not.toContain('没能扫码')
  await scan()
  await page.says('没有权限扫码')
  await scan()
  await page.says('扫到的不是快递单号')
  expect(page.holds(field)).toBe('')
  await scan()
  await until('the number', () => page.holds(field) === 'SF138804217765')
  expect(askedFor()).toHaveLength(4)
  expect(askedFor()[0]?.options).toMatchObject({ onlyFromCamera: false, scanType: ['barCode', 'qrCode'] })
  expect(phone.refused).toEqual([])
  page.close()
})

test('the receipt is confirmed in WeChat’s component, and counts when the server has asked WeChat', async () => {
  const { orderId = '' } = await paidOrder()
  const sent = await cloud.call('merchant', 'merchant/fulfilment.ship', {
    orderId,
    courier: 'ZTO',
    waybill: '75312345678901',
  })
  expect(sent.ok).toBe(true)
  // WeChat is told of the parcel.
  await cloud.runner?.invoke('scheduler', {})
  const transactionId = (await cloud.db.get('orders', orderId))?.transactionId ?? ''
  const page = await mini.open(routes['sale/order'], { orderId })
  await page.says('确认收货')
  const openings = () => mini.asked.filter(({ name }) => name === 'openBusinessView')
  const component = { appId: 'wx1183b055aeec94d1', extraData: { status: 'cancel' } }

  // Looked at and left: nothing happens.
  page.tap('确认收货')
  await until('WeChat’s component', () => openings().length === 1)
  expect(openings()[0]?.options).toMatchObject({
    businessType: 'weappOrderConfirm',
    extraData: { transaction_id: transactionId },
  })
  mini.comesBack(component)
  await quiet()
  expect(await cloud.db.get('orders', orderId)).toMatchObject({ state: 'shipped' })

  // A phone that only says so is not believed.
  await cloud.advance(10_000)
  page.tap('确认收货')
  await until('WeChat’s component', () => openings().length === 2)
  mini.comesBack({ ...component, extraData: { status: 'success' } })
  await quiet()
  expect(await cloud.db.get('orders', orderId)).toMatchObject({ state: 'shipped' })

  await cloud.advance(10_000)
  page.tap('确认收货')
  await until('WeChat’s component', () => openings().length === 3)
  expect(cloud.wechat.confirmReceipt({ transactionId })).toBe(true)
  mini.comesBack({ ...component, extraData: { status: 'success' } })
  await until('the receipt', async () => (await cloud.db.get('orders', orderId))?.state === 'received')
  expect(await cloud.db.get('orders', orderId)).toMatchObject({ receivedBy: 'wechat' })
  await page.says('你在微信里确认了收货')
}, 120_000)

test('an address of WeChat’s book that does not fit opens the form with it, and what does is saved', async () => {
  const book = [
    {
      userName: '周一',
      telNumber: '+86 138 0000 1111',
      provinceName: '广东省',
      cityName: '东莞市',
      countyName: '',
    },
    {
      userName: '周二',
      telNumber: '0571-88888888',
      provinceName: '湖北省',
      cityName: '',
      countyName: '仙桃市',
    },
  ].map((one) => ({ ...one, detailInfo: '学院路 1 号', errMsg: 'ok' }))
  const phone = openPackage(root, answerAs('newcomer'), {}, new Map(), {
    chooseAddress: () => book.shift() ?? {},
  })
  const addresses = await phone.open(routes['sale/addresses'])
  await addresses.says('微信地址')
  addresses.tap('微信地址')
  await addresses.says('东莞市学院路 1 号')
  addresses.tap('微信地址')
  await until('the form', () => phone.asked.some(({ name }) => name === 'navigateTo'))
  const form = await phone.open(routes['sale/address-edit'])
  await form.says('手机号是 11 位数字，请再看一眼')
  expect(phone.refused).toEqual([])
})

const NICKNAME = '朋友看到的名字，之后可以改'

test('[NAME-2] who applies picks the name of their WeChat, and one that WeChat refuses is none', async () => {
  const phone = openPackage(root, answerAs('newcomer'))
  const page = await phone.open(routes['distribution/apply'])
  await page.says('填写申请')
  expect(page.holds(NICKNAME)).toBe('')
  page.fill(NICKNAME, '一个骂人的词', { refused: true })
  await page.says('微信没有通过这个昵称，请换一个')
  page.tap('提交申请')
  await page.says('请写一个昵称，朋友靠它认出你')
  expect(page.holds(NICKNAME)).toBe('')

  page.fill(NICKNAME, '阿拾的阿姨', { picked: true })
  page.fill('结算时要用，请和身份证一致', '周一')
  page.fill('11 位手机号', '+86 138 0000 1111')
  page.tap('微信群')
  page.tap('我已阅读并同意')
  await quiet()
  page.tap('提交申请')
  await page.says('申请已经收到')
  const openid = openidOf('newcomer')
  expect(await cloud.db.get('members', openid)).toMatchObject({ nickname: '阿拾的阿姨' })
  const application = await cloud.db.get('distributors', openid)
  expect(application?.state).toBe('pending')
  expect(applicantIn(application)).toMatchObject({ realName: '周一', mobile: '13800001111' })

  const me = await phone.open(routes.me)
  await me.says('阿拾的阿姨')
  expect(phone.refused).toEqual([])
})

test('[NAME-1] a name is changed in 我的, with what WeChat offers', async () => {
  const phone = openPackage(root, answerAs('distributor'))
  const me = await phone.open(routes.me)
  await me.says('阿拾')
  me.tap('阿拾')
  await me.says('修改昵称')
  const field = '1 到 20 个字'
  expect(me.holds(field)).toBe('阿拾')
  me.fill(field, '阿拾来了', { picked: true })
  await quiet()
  me.tap('保存')
  await me.says('昵称改好了')
  const centre = await phone.open(routes['distribution/centre'])
  await centre.says('阿拾来了的山野集')
})

test('a new version is gone over to when the user says so', async () => {
  const phone = openPackage(root, answerAs('buyer'))
  const home = await phone.open(routes.home)
  phone.updateReady()
  await home.says('小程序更新好了')
  home.tap('马上更新')
  await until('the new version', () => phone.asked.some(({ name }) => name === 'applyUpdate'))
  expect(phone.refused).toEqual([])
})

test('a second start shows the first product before any call is answered', async () => {
  const asked: string[] = []
  const again = openPackage(
    root,
    (_, data) => {
      asked.push((data as { path: string }).path)
      return new Promise(() => undefined)
    },
    {},
    storage,
  )
  const home = await again.open(routes.home)
  expect(home.text()).toContain('武夷岩茶 大红袍')
  expect(asked).toContain('catalog.home')
  expect(heaviest(home)).toBeLessThan(MOST_BYTES)
})

test('a toast that ends sends nothing of its page again', async () => {
  const { productId = '' } = (await everywhere())['buyer'] ?? {}
  const detail = await openPackage(root, answerAs('buyer')).open(routes['goods/detail'], { productId })
  await detail.says('加入购物车')
  detail.tap('加入购物车')
  await detail.says('库存')
  detail.tap('加入购物车')
  await detail.says(ADDED)
  const before = detail.updates.length
  await until('the toast that ends', () => !detail.text().includes(ADDED))
  await quiet()
  expect(detail.updates.slice(before).filter((bytes) => bytes > 400)).toEqual([])
})

test('who leaves WeChat’s sheet has not paid: the order waits, and nobody is asked for a payment', async () => {
  const phone = openPackage(root, answerAs('buyer'), {}, new Map(), {
    requestPayment: () => {
      throw Object.assign(new Error(), { errMsg: 'requestPayment:fail cancel' })
    },
  })
  const journey = journeyOf(phone)
  const home = await journey.begin(routes.home)
  await home.says('武夷岩茶 大红袍')
  home.tap('武夷岩茶 大红袍')
  const detail = await journey.arrives(routes['goods/detail'])
  await detail.says('立即购买')
  detail.tap('立即购买')
  await detail.says('库存')
  detail.tap('立即购买')
  const till = await journey.arrives(routes['sale/checkout'])
  await till.says('林知夏')
  const before = calls.length
  till.tap('微信支付')
  const order = await journey.arrives(routes['sale/order'])
  await order.says('还没付款，订单给你留着')
  expect(calls.slice(before)).toContain('order.place')
  expect(calls.slice(before)).not.toContain('payment.sync')
  expect(phone.asked.map(({ name }) => name)).not.toContain('requestSubscribeMessage')
})

test('no page sends more than 32 KB at once, whoever opens it with whatever the demo has', async () => {
  const heavy: Record<string, number> = {}
  for (const [who, queries] of Object.entries(await everywhere())) {
    const mall = openPackage(root, answerAs(who))
    for (const route of mall.routes) {
      const page = await mall.open(route, queries)
      await quiet()
      heavy[`${who} ${route}`] = heaviest(page)
      page.close()
    }
  }
  expect(Object.entries(heavy).filter(([, bytes]) => bytes > MOST_BYTES)).toEqual([])
}, 120_000)
