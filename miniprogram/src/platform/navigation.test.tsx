import Taro from '@tarojs/taro'
import { isUnloaded } from './unloaded'
import { changedHash } from './addressed'
import { arrive } from './moving'
import { back, desk, go, replace } from './navigation'

const later = () => Promise.resolve({ errMsg: 'ok' })
let ways: string[] = []
const pages = (...routes: string[]) =>
  jest.spyOn(Taro, 'getCurrentPages').mockReturnValue(routes.map((route) => ({ route })) as never)

beforeEach(() => {
  ways = []
  arrive()
  for (const name of ['navigateTo', 'redirectTo', 'switchTab'] as const) {
    jest.spyOn(Taro, name).mockImplementation(({ url }: { url: string }) => {
      ways.push(`${name} ${url}`)
      return later() as never
    })
  }
  jest.spyOn(Taro, 'navigateBack').mockImplementation(() => {
    ways.push('navigateBack')
    return later() as never
  })
})
afterEach(() => jest.restoreAllMocks())

test('[NAV-1] the second of two taps opens nothing until a page is shown', () => {
  go('goods/detail', { productId: 'a' })
  go('goods/detail', { productId: 'a' })
  go('goods/detail', { productId: 'b' })
  expect(ways).toEqual(['navigateTo /packages/goods/detail/index?productId=a'])
  arrive()
  go('goods/detail', { productId: 'b' })
  expect(ways).toHaveLength(2)
})

test('[NAV-1] the same way in place of a page, or back, is gone once; what follows from an answer goes on', () => {
  replace('sale/orders', {})
  replace('sale/orders', {})
  replace('sale/order', { orderId: '1' })
  expect(ways).toEqual([
    'redirectTo /packages/sale/orders/index',
    'redirectTo /packages/sale/order/index?orderId=1',
  ])
  arrive()
  back()
  back()
  expect(ways.slice(2)).toEqual(['navigateBack'])
})

test('[NAV-1] a way that could not be gone can be tried again at once', async () => {
  jest.spyOn(Taro, 'navigateTo').mockRejectedValueOnce(new Error('navigateTo:fail'))
  go('sale/orders', {})
  await later()
  await later()
  go('sale/orders', {})
  expect(Taro.navigateTo).toHaveBeenCalledTimes(2)
})

test.each([
  ['packages/merchant-sale/order/index', '回到商家', 'switchTab /pages/merchant/index'],
  ['/packages/merchant-goods/product/index', '回到商家', 'switchTab /pages/merchant/index'],
  [
    'packages/distribution/commission/index',
    '回到推广中心',
    'redirectTo /packages/distribution/centre/index',
  ],
  ['packages/distribution/centre/index', '回到首页', 'switchTab /pages/home/index'],
  ['packages/distribution/apply/index', '回到首页', 'switchTab /pages/home/index'],
  ['packages/goods/detail/index', '回到首页', 'switchTab /pages/home/index'],
])('[NAV-2] from %s, when nothing lies below: %s', (route, label, way) => {
  pages(route)
  expect(desk().label).toBe(label)
  back()
  expect(ways).toEqual([way])
})

test('[NAV-3] an address says what of its page is looked at, and keeps the rest of it', () => {
  const list = '#/packages/goods/list/index'
  expect(changedHash(list, 'keyword', '红 茶')).toBe(`${list}?keyword=%E7%BA%A2%20%E8%8C%B6`)
  expect(changedHash(`${list}?categoryId=tea&sort=sales`, 'sort', 'newest')).toBe(
    `${list}?categoryId=tea&sort=newest`,
  )
  expect(changedHash(`${list}?sort=sales`, 'sort', undefined)).toBe(list)
  expect(changedHash(`${list}?sort=sales`, 'sort', '')).toBe(list)
})

test('[NAV-4] code and style sheets that do not come are known for that', () => {
  expect(isUnloaded(Object.assign(new Error('Loading chunk 3 failed'), { name: 'ChunkLoadError' }))).toBe(
    true,
  )
  expect(isUnloaded({ code: 'CSS_CHUNK_LOAD_FAILED' })).toBe(true)
  expect(isUnloaded(new Error('other'))).toBe(false)
  expect(isUnloaded(undefined)).toBe(false)
})
