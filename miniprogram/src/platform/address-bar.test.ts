import { shows } from './address-bar'

test('a page shows an address when it was opened with what the address says', () => {
  expect(shows('#/packages/goods/detail/index?productId=honey', { productId: 'honey', stamp: 'AB' })).toBe(
    true,
  )
  expect(shows('#/packages/goods/detail/index?productId=honey', { productId: 'dami' })).toBe(false)
  expect(shows('#/packages/goods/list/index?keyword=%E8%8C%B6', { keyword: '%E8%8C%B6' })).toBe(true)
  expect(shows('#/pages/home/index', {})).toBe(true)
})
