import fs from 'node:fs'
import path from 'node:path'
import { contract, type CallName } from './index'
import { topics } from './collected/topics'

const calls = Object.entries(contract).flatMap(([name, domainCalls]) =>
  Object.entries(domainCalls).map(([call, { kind }]) => ({ name: `${name}/${call}` as CallName, kind })),
)
const queries = calls.filter(({ kind }) => kind === 'query').map(({ name }) => name)
const commands = calls.filter(({ kind }) => kind === 'command').map(({ name }) => name)

test('every call has its topics, and there are none of calls that do not exist', () => {
  expect(Object.keys(topics).sort()).toEqual(calls.map(({ name }) => name).sort())
})

test('every query reads something', () => {
  expect(queries.filter((name) => topics[name].length === 0)).toEqual([])
})

test('what a command touches is read by some query', () => {
  const read = new Set(queries.flatMap((name) => topics[name]))
  for (const name of commands) {
    expect({ name, unread: topics[name].filter((topic) => !read.has(topic)) }).toEqual({ name, unread: [] })
  }
})

test('a command that touches nothing says why', () => {
  for (const name of commands.filter((command) => topics[command].length === 0)) {
    const domain = name.slice(name.indexOf('/') + 1, name.indexOf('.'))
    const text = fs.readFileSync(path.join(__dirname, domain, 'topics.ts'), 'utf8')
    expect(text).toMatch(new RegExp(`/\\*\\* [^\\n]+ \\*/\\n\\s*'${name.replace('.', '\\.')}': \\[\\]`))
  }
})

const refreshed = (command: CallName) =>
  queries.filter((query) => topics[query].some((topic) => topics[command].includes(topic)))

const ORDERS = ['storefront/order.get', 'storefront/order.list', 'storefront/order.counts'] as const
const MERCHANT_ORDERS = [
  'merchant/fulfilment.get',
  'merchant/fulfilment.list',
  'merchant/overview.get',
] as const
const PRODUCTS = [
  'merchant/catalog.get',
  'merchant/catalog.list',
  'merchant/overview.get',
  'storefront/catalog.home',
  'storefront/catalog.list',
  'storefront/catalog.product',
] as const
const BILLS = [
  'merchant/reconciliation.day',
  'merchant/reconciliation.days',
  'merchant/reconciliation.differences',
  'merchant/reconciliation.open',
] as const

/** What somebody would miss on the page they come back to. */
const EXPECTED: readonly [CallName, readonly CallName[]][] = [
  ['storefront/order.place', [...ORDERS, 'storefront/cart.get']],
  ['storefront/payment.sync', ORDERS],
  ['storefront/payment.close', ORDERS],
  ['storefront/fulfilment.receive', ORDERS],
  ['storefront/cart.add', ['storefront/cart.get']],
  ['storefront/cart.setQuantity', ['storefront/cart.get']],
  ['storefront/cart.remove', ['storefront/cart.get']],
  ['storefront/member.saveAddress', ['storefront/member.addresses', 'storefront/order.quote']],
  ['storefront/member.removeAddress', ['storefront/member.addresses', 'storefront/order.quote']],
  ['distributor/distributor.apply', ['distributor/distributor.status']],
  ['merchant/distributor.decide', ['merchant/distributor.list', 'merchant/overview.get']],
  ['merchant/fulfilment.ship', MERCHANT_ORDERS],
  ['merchant/refund.create', MERCHANT_ORDERS],
  ['merchant/catalog.save', PRODUCTS],
  ['merchant/catalog.setListed', PRODUCTS],
  ['merchant/inventory.adjust', PRODUCTS],
  ['merchant/reconciliation.handle', BILLS],
  ['merchant/reconciliation.again', BILLS],
  ['merchant/policy.save', ['merchant/policy.get', 'distributor/distributor.status']],
]

test.each(EXPECTED)('%s refreshes what it changes', (command, expected) => {
  expect(refreshed(command)).toEqual(expect.arrayContaining([...expected]))
})

test('an order that is placed leaves the bill it was placed from alone', () => {
  expect(refreshed('storefront/order.place')).not.toContain('storefront/order.quote')
})
