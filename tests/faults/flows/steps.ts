import { markClosed } from '../../../cloudfunctions/domain/sale/payment/payment.repo'
import type { Context } from '../../../cloudfunctions/platform/context'
import { ADDRESS_ID, MERCHANT, PRICE_FEN, skuOf } from '../shop'
import { MINUTE_MS, type World } from '../world'
import { Stuck, type Sale } from './flow'

/** What people do, one call each. The answer's code, `ok` when it was done. */

/** `pay`: with what WeChat's sheet needs, as the checkout asks for it. */
export async function place(world: World, sale: Sale, pay = false): Promise<string> {
  const answer = await world.ask(sale.buyer, 'storefront/order.place', {
    token: sale.token,
    lines: [{ productId: sale.productId, skuId: skuOf(sale.productId), quantity: 1 }],
    addressId: ADDRESS_ID,
    remark: '',
    expectedPayFen: PRICE_FEN,
    fromCart: false,
    pay,
  })
  if (answer.ok) sale.orderId = answer.data.orderId
  return answer.code
}

export async function preparePayment(world: World, sale: Sale): Promise<string> {
  const answer = await world.ask(sale.buyer, 'storefront/payment.prepare', { orderId: idOf(sale) })
  if (answer.ok) sale.payParams = answer.data.payParams
  return answer.code
}

/** Confirms on the payment sheet, if there is one. */
export async function confirm(world: World, sale: Sale, news: 'normal' | 'lose' = 'normal'): Promise<void> {
  if (sale.payParams) await world.confirm(sale.buyer, sale.payParams, news)
}

const command =
  (
    who: (sale: Sale) => string,
    name: 'storefront/payment.sync' | 'storefront/payment.close' | 'storefront/fulfilment.receive',
  ) =>
  async (world: World, sale: Sale): Promise<string> =>
    (await world.ask(who(sale), name, { orderId: idOf(sale) })).code

const buyerOf = ({ buyer }: Sale) => buyer
export const sync = command(buyerOf, 'storefront/payment.sync')
export const cancel = command(buyerOf, 'storefront/payment.close')
export const receive = command(buyerOf, 'storefront/fulfilment.receive')

export const ship = async (world: World, sale: Sale): Promise<string> =>
  (
    await world.ask(MERCHANT, 'merchant/fulfilment.ship', {
      orderId: idOf(sale),
      courier: 'SF',
      waybill: 'SF1234567890',
    })
  ).code

export const refund = async (world: World, sale: Sale): Promise<string> =>
  (await world.ask(MERCHANT, 'merchant/refund.create', { orderId: idOf(sale), reason: '客户不想要了' })).code

export function idOf({ orderId }: Sale): string {
  if (orderId === undefined) throw new Stuck('there is no order')
  return orderId
}

/** Answers after which a screen says: try again. A busy machine can bring them about without any fault. */
const TRY_AGAIN: readonly string[] = ['INTERNAL', 'BUSY', 'BROKEN', 'PAYMENT_UNAVAILABLE']
const TRIES = 4

/** Does it, again where the screen says so. @throws Stuck unless it is answered with `ok` or one of `fine` */
export async function must(act: () => Promise<string>, ...fine: string[]): Promise<string> {
  for (let tries = 1; ; tries++) {
    const code = await act()
    if (code === 'ok' || fine.includes(code)) return code
    if (tries === TRIES || !TRY_AGAIN.includes(code)) throw new Stuck(`refused with ${code}`)
  }
}

/** New sales as far as each flow needs them, with nothing going wrong. */
export async function fresh(world: World, count: number): Promise<Sale[]> {
  const sales: Sale[] = []
  while (sales.length < count) sales.push(await world.newSale())
  return sales
}

export const placed = async (world: World, count: number): Promise<Sale[]> =>
  eachMust(await fresh(world, count), (sale) => place(world, sale))

export const prepared = async (world: World, count: number): Promise<Sale[]> =>
  eachMust(await placed(world, count), (sale) => preparePayment(world, sale))

/** Paid, with every effect of it done. */
export async function paid(world: World, count: number): Promise<Sale[]> {
  const sales = await prepared(world, count)
  for (const sale of sales) await confirm(world, sale)
  await world.rest()
  return eachMust(sales, (sale) => sync(world, sale))
}

export async function shipped(world: World, count: number): Promise<Sale[]> {
  const sales = await eachMust(await paid(world, count), (sale) => ship(world, sale))
  await world.rest()
  return sales
}

export async function received(world: World, count: number): Promise<Sale[]> {
  const sales = await eachMust(await shipped(world, count), (sale) => receive(world, sale))
  await world.rest()
  return sales
}

async function eachMust(sales: Sale[], act: (sale: Sale) => Promise<string>): Promise<Sale[]> {
  for (const sale of sales) await must(() => act(sale))
  return sales
}

/**
 * Closes the order here alone, as if WeChat Pay had confirmed a close that it did not keep: the payer can still pay,
 * and then pays too late.
 */
export async function closeHereOnly(world: World, sale: Sale): Promise<void> {
  const order = await world.db.get('orders', idOf(sale))
  const now = await world.now()
  const ctx = { db: world.db, clock: { now: () => now } } as unknown as Context
  const closed = await markClosed(ctx, idOf(sale), 'timeout', order?.prepay?.at ?? null)
  if (!closed) throw new Stuck('could not be closed')
  await world.advance(MINUTE_MS)
}
