import type { OutputOf } from '@shared/contract'

export type Quote = OutputOf<'storefront/order.quote'>
export type QuoteLine = Quote['lines'][number]

export function piecesOf(lines: readonly { quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0)
}

/** What stands below a line that cannot be bought as it is. */
export function lineProblem(state: QuoteLine['state']): string | undefined {
  if (state === 'short') return '库存不够，请减少'
  if (state === 'sold_out') return '已售罄'
  return state === 'delisted' ? '已下架' : undefined
}

/** The word on the button while the order cannot be placed; undefined when it can. */
export function whyNot(quote: Quote): string | undefined {
  if (quote.lines.some((line) => line.state === 'sold_out' || line.state === 'delisted'))
    return '请先移除售罄商品'
  if (quote.lines.some((line) => line.state === 'short')) return '请先减少数量'
  return quote.orderable ? undefined : '暂时不能下单'
}
