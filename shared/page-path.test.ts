import { routes } from './collected/routes'
import { pagePath, type RouteName } from './page-path'

test('every page lies where its name says', () => {
  const names = Object.keys(routes) as RouteName[]
  expect(names).toEqual(expect.arrayContaining(['home', 'goods/detail', 'merchant-sale/orders']))
  for (const name of names) expect(pagePath(name)).toBe(routes[name])
})

test('an address carries what is set and escapes it', () => {
  expect(pagePath('goods/detail', { productId: 'p/1', scene: 'a=b' })).toBe(
    'packages/goods/detail/index?productId=p%2F1&scene=a%3Db',
  )
  expect(pagePath('goods/list', { keyword: '岩茶', categoryId: undefined, sectionId: '' })).toBe(
    'packages/goods/list/index?keyword=%E5%B2%A9%E8%8C%B6',
  )
  expect(pagePath('home')).toBe('pages/home/index')
})
