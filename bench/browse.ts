import type { CallName, InputOf } from '@shared/contract'
import { loop, rateOf, type Rate } from './measure'
import { buyerName } from './people'
import type { Phones } from './phones'
import type { Offer } from './shop'

export interface Browsing extends Rate {
  page: string
  clients: number
}

type Ask = (phones: Phones, who: string, offer: Offer) => Promise<unknown>
const ask =
  <N extends CallName>(name: N, input: (offer: Offer) => InputOf<N>): Ask =>
  (phones, who, offer) =>
    phones.call(who, name, input(offer))

export const PAGES: readonly (readonly [page: string, ask: Ask])[] = [
  ['home', ask('storefront/catalog.home', () => ({}))],
  ['list of 20', ask('storefront/catalog.list', () => ({ sort: 'sales' }))],
  ['product', ask('storefront/catalog.product', ({ productId }) => ({ productId }))],
]

/** Reads one page again and again. */
export async function measureBrowsing(
  phones: Phones,
  offers: readonly Offer[],
  [page, read]: (typeof PAGES)[number],
  clients: number,
  seconds: number,
): Promise<Browsing> {
  let count = 0
  const { times, elapsedMs } = await loop(clients, seconds, async (client) => {
    await read(phones, buyerName(client), offers[count++ % offers.length]!)
  })
  return { page, clients, ...rateOf(times, elapsedMs) }
}
