import { heldOf } from '../../../cloudfunctions/domain/goods/inventory'
import type { OrderDoc } from '../../../cloudfunctions/domain/sale/order'
import type { Books, Report } from './books'

/**
 * initial = available + held + sold of every SKU; what is held and sold is exactly what the orders say.
 * `initial`: pieces that each SKU began with.
 */
export function checkStock({ orders, stocks }: Books, initial: ReadonlyMap<string, number>, report: Report) {
  const held = new Map<string, number>()
  const sold = new Map<string, number>()
  for (const order of orders.values()) {
    for (const [i, { skuId, quantity }] of order.lines.entries()) {
      if (order.state === 'pending_payment') add(held, skuId, quantity)
      else if (order.state !== 'closed') add(sold, skuId, quantity - restocked(order, i))
    }
  }
  for (const stock of stocks) {
    const { _id, skuId, available } = stock
    const stands = { available, held: heldOf(stock), sold: stock.sold }
    if (available < 0) report('STOCK-1', _id, `${available} pieces are available`)
    const sum = stands.available + stands.held + stands.sold
    const began = initial.get(skuId)
    if (began !== undefined && sum !== began)
      report('STOCK-10', _id, `began with ${began} pieces, has ${JSON.stringify(stands)}`)
    if (stands.held !== (held.get(skuId) ?? 0))
      report('STOCK-6', _id, `holds ${stands.held} pieces, unpaid orders say ${held.get(skuId) ?? 0}`)
    if (stands.sold !== (sold.get(skuId) ?? 0))
      report('STOCK-4', _id, `sold ${stands.sold} pieces, orders say ${sold.get(skuId) ?? 0}`)
  }
}

/** Goods come back when they are refunded before they were shipped. */
const restocked = (order: OrderDoc, line: number): number =>
  Object.values(order.refunds)
    .filter(({ kind }) => kind === 'order')
    .flatMap(({ lines }) => lines)
    .filter(({ lineId }) => lineId === order.lines[line]?.lineId)
    .reduce((sum, { restock }) => sum + restock, 0)

const add = (sums: Map<string, number>, key: string, quantity: number) =>
  void sums.set(key, (sums.get(key) ?? 0) + quantity)
