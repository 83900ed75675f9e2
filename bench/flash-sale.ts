import { randomUUID } from 'node:crypto'
import { round } from './measure'
import { ADDRESS_ID, buyerName } from './people'
import type { World } from './purchases'

export interface FlashSale {
  buyers: number
  stock: number
  placed: number
  soldOut: number
  /** Answers other than an order or SOLD_OUT, by code. */
  others: Record<string, number>
  /** Until the last buyer had an answer. */
  answeredSeconds: number
  /** Until those who got one had paid and their commissions stood. */
  paidSeconds: number
  wrong: string[]
}

/** `buyers` phones order the same thing at the same moment; who gets one pays for it. */
export async function flashSale(
  world: World,
  name: string,
  buyers: number,
  stock: number,
): Promise<FlashSale> {
  const { phones, shop, bought } = world
  const offer = await shop.newProduct(name, stock)
  const input = () => ({
    token: randomUUID(),
    lines: [{ productId: offer.productId, skuId: offer.skuId, quantity: 1 }],
    addressId: ADDRESS_ID,
    expectedPayFen: offer.payFen,
    pay: true,
  })
  const startedAt = performance.now()
  const since = () => round((performance.now() - startedAt) / 1000, 2)
  const codes: Record<string, number> = {}
  let answered = 0
  let answeredSeconds = 0
  const orders = await Promise.all(
    Array.from({ length: buyers }, async (_, i) => {
      const who = buyerName(i)
      const answer = await phones.ask(who, 'storefront/order.place', input())
      const code = answer.ok ? 'ok' : answer.error.code
      codes[code] = (codes[code] ?? 0) + 1
      if (++answered === buyers) answeredSeconds = since()
      if (!answer.ok) return []
      const { orderId, payParams } = answer.data
      const accrued = shop.paid(orderId)
      await phones.confirm(who, payParams!)
      await accrued
      return [orderId]
    }),
  )
  const paidSeconds = since()
  bought.push(...orders.flat())

  const wrong: string[] = []
  const must = (what: string, is: unknown, wanted: unknown) => {
    if (JSON.stringify(is) !== JSON.stringify(wanted)) {
      wrong.push(`${what} is ${JSON.stringify(is)}, not ${JSON.stringify(wanted)}`)
    }
  }
  const { ok: placed = 0, SOLD_OUT: soldOut = 0, ...others } = codes
  must('answers', codes, { ...(codes['ok'] && { ok: stock }), SOLD_OUT: buyers - stock })
  must('stock after paying', await shop.stockOf(offer.skuId), {
    available: 0,
    held: stock,
    sold: 0,
    states: { paid: stock },
  })
  await shop.runTimer()
  must('stock after the timer', await shop.stockOf(offer.skuId), {
    available: 0,
    held: 0,
    sold: stock,
    states: { paid: stock },
  })
  return { buyers, stock, placed, soldOut, others, answeredSeconds, paidSeconds, wrong }
}
