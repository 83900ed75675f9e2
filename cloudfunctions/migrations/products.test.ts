import { searchTextOf } from '../domain/goods/catalog'
import { migration } from './0003-product-search'
import { personal } from '../../tests/support/personal'

const change = (product: object) => migration.change({ _id: 'p', ...product }, true, personal)?.set

test('[MIGRATE-11] products are found by their texts, as the functions keep them', () => {
  const texts = { name: '五常稻花香 ５ＫＧ', sellingPoint: '当季 新米', tag: '包邮' }
  expect(change({ ...texts, listed: true })).toEqual({ searchText: searchTextOf(texts), everListed: true })
  expect(change({ name: '茶' })?.['searchText']).toBe(searchTextOf({ name: '茶', sellingPoint: '', tag: '' }))
})

test.each([null, 7, {}, ['茶'], true])('[MIGRATE-11] a text that is %p counts as empty', (wrong) => {
  for (const field of ['name', 'sellingPoint', 'tag']) {
    const texts = { name: '茶', sellingPoint: '当季', tag: '包邮' }
    const searchText = searchTextOf({ ...texts, [field]: '' })
    expect(change({ ...texts, [field]: wrong, listed: true })).toEqual({ searchText, everListed: true })
  }
})

test.each([
  ['is listed', { listed: true }, true],
  ['was sold', { listed: false, salesCount: 3 }, true],
  ['was listed while it was brought over', { listed: false, everListed: true }, true],
  ['was never listed', { listed: false, salesCount: 0 }, false],
])('[MIGRATE-11] a product that %s', (_, product, everListed) => {
  expect(change(product)).toMatchObject({ everListed })
})

test('[MIGRATE-11] what says so already stays as it is', () => {
  const texts = { name: '茶', sellingPoint: '', tag: '' }
  expect(
    change({ ...texts, listed: true, everListed: true, searchText: searchTextOf(texts) }),
  ).toBeUndefined()
  expect(migration.again).toBe(true)
})
