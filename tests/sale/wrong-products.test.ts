import { contract } from '@shared/contract'
import { newStock } from '../../cloudfunctions/domain/goods/inventory'
import type { ProductDoc } from '../../cloudfunctions/domain/goods/catalog'
import type { StaffDoc } from '../../cloudfunctions/domain/people/staff/staff.model'
import { openDoor } from '../../cloudfunctions/platform/door'
import { readers } from '../../cloudfunctions/readers'
import { PRODUCT_SORTS } from '../../shared/contract/catalog/schema'
import { productDoc } from '../support/documents'
import { distributor, merchant, storefront } from '../support/handlers'
import { startSaleMall, type SaleMall } from '../support/sale'
import { some } from '../support/seed'

/** Products that somebody wrote by hand, wrong in any one place, to everybody who reads products. */

jest.setTimeout(600_000)

const STAFF = 'oStaff'
const SELLER = 'oSeller'

let mall: SaleMall
let buyer: string
beforeAll(async () => {
  mall = await startSaleMall()
  buyer = await mall.newBuyer()
  const staff: StaffDoc = { _id: STAFF, name: '沈禾', owner: true, permissions: [] }
  await mall.db.insert('staff', staff)
  const [upline] = await mall.db.find('distributors', { where: {}, limit: 1 })
  await mall.db.insert('distributors', { ...upline!, _id: SELLER, distributorId: SELLER })
  await mall.db.change(
    'settings',
    { _id: 'shop' },
    {
      'commission.base': 'profit',
      sections: [{ sectionId: 's', title: '', subtitle: '', layout: 'row', productIds: ['wrong', 'right'] }],
    },
  )
  for (const id of ['wrong', 'right']) {
    await mall.db.insert('products', whole(id))
    await mall.db.insert(
      'stocks',
      newStock({ skuId: `${id}-sku`, productId: id, available: 100_000, shard: 0 }),
    )
    await call(buyer, 'storefront/cart.add', { productId: id, skuId: `${id}-sku`, quantity: 1 })
  }
})
afterAll(() => mall.close())

/** With everything that a product may have. */
function whole(id: string): ProductDoc {
  return productDoc(id, {
    sellingPoint: '正岩三坑',
    tag: '秋焙',
    skus: [
      {
        ...{ skuId: `${id}-sku`, values: ['125g'], priceFen: 12_800, listPriceFen: 0, costFen: 5_000 },
        ...{ picture: 'sku.webp', shards: 1 },
      },
    ],
    attributes: [{ name: '产地', value: '武夷山' }],
    detail: [{ text: '一段' }, { picture: 'detail.webp' }],
  })
}

type Place = readonly (string | number)[]

/** Every place of a document: its fields, the entries of its lists, and their fields. */
function placesIn(value: unknown, at: Place = []): Place[] {
  const inner = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const places = inner.flatMap(([name, part]) =>
    placesIn(part, [...at, Array.isArray(value) ? Number(name) : name]),
  )
  return at.length > 0 ? [at, ...places] : places
}

/** A copy with something else in a place; with nothing there when it is `undefined`. */
function put(value: unknown, [name, ...rest]: Place, wrong: unknown): unknown {
  if (name === undefined) return wrong
  if (Array.isArray(value)) {
    const copy: unknown[] = [...(value as unknown[])]
    if (rest.length === 0 && wrong === undefined) copy.splice(Number(name), 1)
    else copy[Number(name)] = put(copy[Number(name)], rest, wrong)
    return copy
  }
  const { [name]: part, ...others } = value as Record<string, unknown>
  const now = put(part, rest, wrong)
  return now === undefined ? others : { ...others, [name]: now }
}

const WRONG = [undefined, null, 7, 'x', 1.5, -1, {}, [], [7], [null], true]

const handlers = { storefront, merchant, distributor }

/** The answer of a call through its door, as the client gets it: checked against the contract. */
async function call(openid: string, name: `${keyof typeof handlers}/${string}`, input: unknown = {}) {
  const [fn, path] = name.split('/') as [keyof typeof handlers, string]
  const door = { name: fn, calls: contract[fn], handlers: handlers[fn], readers } as Parameters<
    typeof openDoor
  >[0]
  const envelope = await openDoor(door, mall.ctx, { kind: 'member', openid }, { path, input })
  return { name, code: envelope.ok ? 'ok' : envelope.error.code, text: JSON.stringify(envelope) }
}

let tokens = 0
const wantedLine = { productId: 'wrong', skuId: 'wrong-sku', quantity: 1 }
const order = () => ({
  token: `token-of-sixteen-${String(++tokens)}`,
  ...{ lines: [wantedLine], choices: {}, addressId: 'home', remark: '' },
  ...{ expectedPayFen: 12_800, fromCart: false },
})

/** Lists that show the right product whatever the other one is. */
const lists = () => [
  call('', 'storefront/catalog.home'),
  ...PRODUCT_SORTS.map((sort) => call('', 'storefront/catalog.list', { sort })),
  call(buyer, 'storefront/cart.get'),
  call(STAFF, 'merchant/catalog.list', { tab: 'listed' }),
  call(SELLER, 'distributor/sharing.products'),
]

const others = () => [
  call('', 'storefront/catalog.product', { productId: 'wrong' }),
  call(buyer, 'storefront/order.quote', { lines: [wantedLine], choices: {} }),
  call(buyer, 'storefront/order.place', order()),
  call(SELLER, 'distributor/sharing.earning', { productId: 'wrong' }),
  call(STAFF, 'merchant/catalog.get', { productId: 'wrong' }),
]

const fields = Object.keys(whole('wrong')).filter((field) => field !== '_id') as (keyof ProductDoc)[]

test.each(fields)(
  '[CATALOG-8] whatever stands in %s of a product, every call answers, and lists show the others',
  async (field) => {
    for (const place of placesIn(whole('wrong')).filter(([first]) => first === field)) {
      for (const wrong of some(WRONG, 3)) {
        await mall.db.remove('products', { _id: 'wrong' })
        await mall.db.insert('products', put(whole('wrong'), place, wrong) as ProductDoc)
        const [shown, answers] = await Promise.all([Promise.all(lists()), Promise.all(others())])
        const at = { place: place.join('.'), wrong }
        const failed = shown.filter(({ code, text }) => code !== 'ok' || !text.includes('right'))
        expect({ ...at, failed }).toEqual({ ...at, failed: [] })
        expect({ ...at, failed: answers.filter(({ code }) => code === 'INTERNAL') }).toEqual({
          ...at,
          failed: [],
        })
        const [got] = answers.slice(-1)
        const listed = await call(STAFF, 'merchant/catalog.setListed', { productId: 'wrong', listed: true })
        // What cannot be shown is not listed either.
        expect({ ...at, code: listed.code }).toEqual({ ...at, code: got?.code })
        expect(['ok', 'PRODUCT_WRONG']).toContain(listed.code)
      }
    }
    const { text } = await call(buyer, 'storefront/order.list', { tab: 'all' })
    expect(text).not.toContain('INTERNAL')
  },
)

test('[CATALOG-8] what is sold says what it costs: commission on profit is a number', async () => {
  const { costFen: _, ...sku } = whole('wrong').skus[0]!
  await mall.db.remove('products', { _id: 'wrong' })
  await mall.db.insert('products', { ...whole('wrong'), skus: [sku] } as ProductDoc)
  expect((await call(buyer, 'storefront/order.place', order())).code).toBe('PRODUCT_UNAVAILABLE')
  expect((await call(SELLER, 'distributor/sharing.earning', { productId: 'wrong' })).code).toBe('NOT_FOUND')
})
