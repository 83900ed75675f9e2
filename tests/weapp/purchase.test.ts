import path from 'node:path'
import type { CallName } from '@shared/contract'
import { routes } from '@shared/collected/routes'
import type { PayParams } from '@shared/contract/payment/schema'
import { startLocalCloud, type LocalCloud } from '../../local'
import { openidOf } from '../../local/server/phones'
import { keptFunctions } from '../support/functions'
import { openPackage, type OpenPackage } from './host'

/** The built mini-program, run as WeChat runs it, against the real functions on the local cloud. */

const repository = path.resolve(__dirname, '../..')
let cloud: LocalCloud
let mini: OpenPackage

/** Where the mini-program went last. */
const lastPage = () => {
  const { options } = mini.asked.filter(({ name }) => /navigateTo|redirectTo/.test(name)).at(-1) ?? {}
  const [route = '', query = ''] = String(options?.['url'] ?? '')
    .replace(/^\//, '')
    .split('?')
  return { route, query: Object.fromEntries(new URLSearchParams(query)) }
}

async function until<T>(find: () => T | undefined): Promise<T> {
  for (let turn = 0; turn < 1000; turn++) {
    const found = find()
    if (found !== undefined) return found
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  throw new Error(`waited in vain; asked so far: ${mini.asked.map(({ name }) => name).join(', ')}`)
}

beforeAll(async () => {
  cloud = await startLocalCloud({ functionsDir: keptFunctions(), demo: true, instances: 2, timers: false })
  mini = openPackage(
    path.join(repository, 'dist/weapp'),
    (name, data) => {
      const { path: call, input } = data as { path: string; input: unknown }
      return cloud.call('buyer', `${name}/${call}` as CallName, input as never)
    },
    {
      requestPayment(options) {
        const paid = cloud.wechatpay.pay(options as unknown as PayParams, { openid: openidOf('buyer') })
        if (!paid.ok) throw new Error(paid.message)
        return cloud.settle()
      },
    },
  )
}, 120_000)

afterAll(() => cloud?.close())

test('home renders, a product opens, checkout pays with a signature that WeChat Pay accepts', async () => {
  const home = await mini.open(routes.home)
  await home.says('山野集')
  await home.says('老客常买')
  home.tap('武夷岩茶 大红袍')
  const { route, query } = await until(() => {
    const page = lastPage()
    return page.route === routes['goods/detail'] ? page : undefined
  })

  const detail = await mini.open(route, query)
  await detail.says('立即购买')
  detail.tap('立即购买')
  await detail.says('库存')
  // The sheet's own button stands before the page's.
  detail.tap('立即购买')
  const checkout = await until(() => {
    const page = lastPage()
    return page.route === routes['sale/checkout'] ? page : undefined
  })

  const till = await mini.open(checkout.route, checkout.query)
  await till.says('林知夏')
  till.tap('微信支付')
  const payment = await until(() => mini.asked.find(({ name }) => name === 'requestPayment'))
  expect(payment.options).toMatchObject({
    signType: 'RSA',
    package: expect.stringMatching(/^prepay_id=/) as string,
    timeStamp: expect.stringMatching(/^\d{10}$/) as string,
  })
  const order = await until(() => {
    const page = lastPage()
    return page.route === routes['sale/order'] ? page : undefined
  })
  const { orderId = '' } = order.query
  expect(await cloud.db.get('orders', orderId)).toMatchObject({ state: 'paid', refunded: false })
}, 60_000)
