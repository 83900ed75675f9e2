import { sortAfterTap, sortTabs, tabOf } from './sorts'

test('the price tab begins with the cheapest and turns round', () => {
  expect(sortAfterTap('price', 'sales')).toBe('priceAsc')
  expect(sortAfterTap('price', 'priceAsc')).toBe('priceDesc')
  expect(sortAfterTap('price', 'priceDesc')).toBe('priceAsc')
  expect(sortAfterTap('sales', 'priceDesc')).toBe('sales')
})

test('the tab shows which way it is sorted', () => {
  expect(tabOf('priceDesc')).toBe('price')
  expect(sortTabs('priceDesc')[3]?.label).toBe('价格 ↓')
  expect(sortTabs('default')[3]?.label).toBe('价格')
})
