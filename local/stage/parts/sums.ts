import type { StateOnStage } from '../../server/control'
import { element, yuan } from '../shared'

type Sale = NonNullable<StateOnStage['sale']>

/** What the latest sale came to for each of the three. */
export function createSums(place: HTMLElement) {
  const money = (fen: number | undefined) => (fen === undefined ? '—' : `¥${yuan(fen)}`)
  const pill = (className: string, name: string, fen: number | undefined, more = '') =>
    element('span', {
      className: `pill ${className}`,
      children: [`${name} `, element('b', { text: money(fen) }), more],
    })

  return {
    show({ sale, own }: Pick<StateOnStage, 'sale' | 'own'>): void {
      place.replaceChildren(
        ...(sale ? [element('span', { className: 'whose', text: own ? '你这一单' : '店里上一单' })] : []),
        pill('', '买家付款', sale?.paidFen),
        pill('gold', '佣金合计', sale?.commissionFen, sale ? shareOf(sale) : ''),
        pill('brand', '商家实收', sale?.netFen),
        element('span', {
          className: 'formula',
          text: sale ? formula(sale) : '卖出第一单后，这里把每一分钱算清楚',
        }),
      )
      place.title = sale ? `${sale.title} · 订单 ${sale.orderId}` : ''
    },
  }
}

/** Whose part of the commission is seen on the phone above. */
const shareOf = ({ distributor }: Sale): string =>
  distributor ? ` · ${distributor.name} ${yuan(distributor.fen)}` : ''

function formula({ paidFen, refundedFen, commissionFen, netFen }: Sale): string {
  const refund = refundedFen > 0 ? ` − 退款 ${yuan(refundedFen)}` : ''
  return `单笔：${yuan(paidFen)}${refund} − 佣金 ${yuan(commissionFen)} = ${yuan(netFen)}`
}
