import { QueryClient, QueryObserver } from '@tanstack/react-query'
import { askAgain, askAgainFor, topicsOf } from './topics'

function shop() {
  const client = new QueryClient()
  const asked: string[] = []
  const name = (queryKey: readonly unknown[]) => String(queryKey[0])
  const options = (call: string) => ({
    queryKey: [call, {}],
    queryFn: () => {
      asked.push(call)
      return Promise.resolve({})
    },
    staleTime: Infinity,
  })
  /** A page that shows an answer for as long as the test runs. */
  const shows = (page: string, ...calls: string[]) =>
    calls.map((call) =>
      new QueryObserver(client, { ...options(call), meta: { page } }).subscribe(() => undefined),
    )
  const loaded = async (...calls: string[]) => {
    await Promise.all(calls.map((call) => client.prefetchQuery(options(call))))
    asked.length = 0
  }
  const stale = () =>
    client
      .getQueryCache()
      .getAll()
      .filter(({ state }) => state.isInvalidated)
      .map(({ queryKey }) => name(queryKey))
  return { client, asked, shows, loaded, stale }
}

const GET = 'storefront/order.get'
const LIST = 'storefront/order.list'
const CART = 'storefront/cart.get'

test('what a command touches is asked again on every open page, and nothing else is', async () => {
  const { client, asked, shows, loaded } = shop()
  await loaded(GET, LIST, CART, 'storefront/order.quote')
  shows('orders', LIST)
  shows('order', GET, CART, 'storefront/order.quote')
  await askAgain(client, topicsOf('storefront/payment.sync'))
  expect(asked.sort()).toEqual([GET, LIST])
})

test('an answer that nobody looks at is asked again when somebody does', async () => {
  const { client, asked, loaded, stale } = shop()
  await loaded(GET, CART)
  await askAgain(client, ['order'])
  expect(asked).toEqual([])
  expect(stale()).toEqual([GET])
})

test('a page that is shown asks for its own answers; what other open pages show waits for them', async () => {
  const { client, asked, shows, loaded, stale } = shop()
  await loaded(GET, LIST, 'storefront/order.counts')
  shows('orders', LIST)
  shows('order', GET)
  await askAgainFor('order', client, ['order'])
  expect(asked).toEqual([GET])
  expect(stale().sort()).toEqual(['storefront/order.counts', LIST])
})

test('an answer that two pages show is asked once', async () => {
  const { client, asked, shows, loaded } = shop()
  await loaded(LIST)
  shows('me', LIST)
  shows('orders', LIST)
  await askAgainFor('orders', client, ['order'])
  expect(asked).toEqual([LIST])
})
