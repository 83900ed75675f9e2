import { defineMigration } from '../platform/migration'

/** What an order was before its lines had ids: one parcel, and refunds of the whole. */
interface OldOrder {
  state: string
  lines: { quantity: number; payFen: number; [field: string]: unknown }[]
  chain: { rateBps: number }[]
  freightFen: number
  dueAt?: number
  shipment?: { courier: string; waybill: string; shippedAt: number }
  refunds: Record<string, OldRefund>
  owed: string[]
}
interface OldRefund {
  kind: 'whole' | 'late' | 'second'
  state: 'owed' | 'processing' | 'abnormal' | 'succeeded'
}

const PARCEL = 'first'
const lineIdOf = (position: number): string => `l${position + 1}`

export const migration = defineMigration<OldOrder>({
  id: '0001-order-lines',
  collection: 'orders',
  version: 2,
  what: 'lines of orders have ids and rates of their own, parcels and refunds are several and name lines',
  reads: ['state', 'lines', 'chain', 'freightFen', 'dueAt', 'shipment', 'refunds', 'owed'],
  change(order) {
    const refunds = Object.entries(order.refunds).map(([refundNo, refund]) => ({
      ...refund,
      refundNo,
      ...partsOf(order, refund),
    }))
    const own = refunds.filter(({ kind }) => kind !== 'second')
    const count = (...states: OldRefund['state'][]) =>
      own.filter(({ state }) => states.includes(state)).length
    return {
      set: {
        lines: order.lines.map((line, position) => ({
          ...line,
          lineId: lineIdOf(position),
          effects: [],
          ratesBps: order.chain.map(({ rateBps }) => rateBps),
        })),
        freightEffects: [],
        priceHash: '',
        requestHash: '',
        parcels: order.shipment ? { [PARCEL]: parcelOf(order, order.shipment) } : {},
        live: !refunds.some(({ kind }) => kind === 'order'),
        goodsRevision: 0,
        refunds: Object.fromEntries(refunds.map((refund) => [refund.refundNo, refund])),
        refunded: own.length > 0,
        refundsUnsettled: count('owed', 'processing', 'abnormal'),
        refundsStuck: count('abnormal'),
        refundsDone: count('succeeded'),
        owed: order.owed.flatMap((effect) => entriesOf(effect, refunds)),
      },
    }
  },
})

function partsOf(order: OldOrder, { kind }: OldRefund) {
  if (kind !== 'whole') return { kind, freightFen: 0, lines: [] }
  return {
    kind: 'order' as const,
    freightFen: order.freightFen,
    lines: order.lines.map(({ quantity, payFen }, position) => ({
      lineId: lineIdOf(position),
      quantity,
      fen: payFen,
      restock: order.shipment ? 0 : quantity,
    })),
  }
}

function parcelOf(order: OldOrder, shipment: NonNullable<OldOrder['shipment']>) {
  return {
    parcelId: PARCEL,
    ...shipment,
    lines: order.lines.map(({ quantity }, position) => ({ lineId: lineIdOf(position), quantity })),
    receiveBy: order.state === 'shipped' && order.dueAt !== undefined ? order.dueAt : shipment.shippedAt,
  }
}

/** What was owed once for the order is owed for each refund or parcel. */
function entriesOf(
  effect: string,
  refunds: readonly { refundNo: string; kind: string; state: string }[],
): string[] {
  const nosOf = (is: (refund: { kind: string; state: string }) => boolean) =>
    refunds.filter(is).map(({ refundNo }) => refundNo)
  switch (effect) {
    case 'refund':
      return nosOf(({ state }) => state === 'owed' || state === 'processing').map((no) => `refund.pay:${no}`)
    case 'stock.restock':
    case 'commission.reverse':
      return nosOf(({ kind }) => kind === 'order').map((no) => `${effect}:${no}`)
    case 'shipping.upload':
    case 'message.shipped':
      return [`${effect}:${PARCEL}`]
    default:
      return [effect]
  }
}
