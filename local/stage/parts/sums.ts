import { element, getJson, yuan } from '../shared'

interface Sale {
  orderId: string
  title: string
  paidFen: number
  refundedFen: number
  commissionFen: number
  netFen: number
}

/** What the latest sale came to for each of the three. */
export function createSums(place: HTMLElement) {
  let asked = false

  function show(sale: Sale | null): void {
    const money = (fen: number | undefined) => (fen === undefined ? '—' : `¥${yuan(fen)}`)
    const pill = (className: string, name: string, fen: number | undefined) =>
      element('span', {
        className: `pill ${className}`,
        children: [`${name} `, element('b', { text: money(fen) })],
      })
    place.replaceChildren(
      pill('', '买家付款', sale?.paidFen),
      pill('gold', '推广员应得', sale?.commissionFen),
      pill('brand', '商家实收', sale?.netFen),
      element('span', {
        className: 'formula',
        text: sale ? formula(sale) : '卖出第一单后，这里把每一分钱算清楚',
      }),
    )
    place.title = sale ? `${sale.title} · 订单 ${sale.orderId}` : ''
  }

  return {
    async refresh(): Promise<void> {
      if (asked) return
      asked = true
      // What follows from a change is carried out a moment later.
      await new Promise((resolve) => setTimeout(resolve, 300))
      asked = false
      const { sale } = await getJson<{ sale: Sale | null }>('/local/state')
      show(sale)
    },
  }
}

function formula({ paidFen, refundedFen, commissionFen, netFen }: Sale): string {
  const refund = refundedFen > 0 ? ` − 退款 ${yuan(refundedFen)}` : ''
  return `单笔：${yuan(paidFen)}${refund} − 佣金 ${yuan(commissionFen)} = ${yuan(netFen)}`
}
