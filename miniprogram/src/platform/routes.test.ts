import { isTab, pathOf } from './routes'

test('an address carries what the page is opened with', () => {
  expect(pathOf('goods/detail', { productId: 'p/1', scene: 'a=b' })).toBe(
    'packages/goods/detail/index?productId=p%2F1&scene=a%3Db',
  )
  expect(pathOf('goods/list', { keyword: '岩茶', categoryId: undefined })).toBe(
    'packages/goods/list/index?keyword=%E5%B2%A9%E8%8C%B6',
  )
  expect(pathOf('home')).toBe('pages/home/index')
})

test('tabs are known', () => {
  expect(isTab('cart')).toBe(true)
  expect(isTab('sale/order')).toBe(false)
})
