import { defineMigration, setWhatDiffers } from '../platform/migration'

/**
 * What an order was before its lines had ids: one parcel, and refunds of the whole. What is optional comes with this
 * migration, or from the functions that are there afterwards.
 */
interface OldOrder {
  state: string
  lines: { lineId?: string; quantity: number; payFen: number; [field: string]: unknown }[]
  chain: { rateBps: number }[]
  freightFen: number
  freightEffects?: unknown[]
  priceHash?: string
  requestHash?: string
  dueAt?: number
  shipment?: { courier: string; waybill: string; shippedAt: number }
  parcels?: Record<string, unknown>
  live?: boolean
  goodsRevision?: number
  refunds: Record<string, OldRefund>
  refunded?: boolean
  refundsUnsettled?: number
  refundsStuck?: number
  refundsDone?: number
  owed: string[]
  revision?: number
}
interface OldRefund {
  kind: 'whole' | 'order' | 'outside' | 'late' | 'second'
  state: 'owed' | 'processing' | 'abnormal' | 'succeeded'
  lines?: unknown[]
}

const PARCEL = 'first'
const lineIdOf = (position: number): string => `l${position + 1}`

export const migration = defineMigration<OldOrder>({
  id: '0001-order-lines',
  collection: 'orders',
  version: 2,
  what: 'lines of orders have ids and rates of their own, parcels and refunds are several and name lines',
  reads: [
    'state',
    'lines',
    'chain',
    'freightFen',
    'freightEffects',
    'priceHash',
    'requestHash',
    'dueAt',
    'shipment',
    'parcels',
    'live',
    'goodsRevision',
    'refunds',
    'refunded',
    'refundsUnsettled',
    'refundsStuck',
    'refundsDone',
    'owed',
    'revision',
  ],
  // Functions of before ship and refund without what is added here. What they go by themselves, the kinds of refunds
  // and the names of what is owed, stays until they are gone.
  again: true,
  change(order, last) {
    const refunds = Object.entries(order.refunds).map(([refundNo, refund]) => ({
      ...refund,
      refundNo,
      ...(refund.lines ? {} : partsOf(order, refund)),
      kind: last && refund.kind === 'whole' ? ('order' as const) : refund.kind,
    }))
    const own = refunds.filter(({ kind }) => kind !== 'second')
    const count = (...states: OldRefund['state'][]) =>
      own.filter(({ state }) => states.includes(state)).length
    const owed = last ? order.owed.flatMap((effect) => entriesOf(effect, refunds)) : order.owed
    const { shipment, parcels = {} } = order
    const isSent = shipment !== undefined && Object.keys(parcels).length === 0
    return setWhatDiffers(order, {
      lines: order.lines.map((line, position) =>
        line.lineId === undefined
          ? {
              ...line,
              lineId: lineIdOf(position),
              effects: [],
              ratesBps: order.chain.map(({ rateBps }) => rateBps),
            }
          : line,
      ),
      freightEffects: order.freightEffects ?? [],
      priceHash: order.priceHash ?? '',
      requestHash: order.requestHash ?? '',
      parcels: isSent ? { [PARCEL]: parcelOf(order, shipment) } : parcels,
      live: order.live !== false && !Object.values(order.refunds).some(({ kind }) => kind === 'whole'),
      goodsRevision: order.goodsRevision ?? 0,
      refunds: Object.fromEntries(refunds.map((refund) => [refund.refundNo, refund])),
      refunded: own.length > 0,
      refundsUnsettled: count('owed', 'processing', 'abnormal'),
      refundsStuck: count('abnormal'),
      refundsDone: count('succeeded'),
      owed,
      // Who saw the old names may not shorten the list any more.
      ...(last && owed.join() !== order.owed.join() && { revision: (order.revision ?? 0) + 1 }),
    })
  },
})

function partsOf(order: OldOrder, { kind }: OldRefund) {
  if (kind !== 'whole') return { freightFen: 0, lines: [] }
  return {
    freightFen: order.freightFen,
    lines: order.lines.map(({ lineId, quantity, payFen }, position) => ({
      lineId: lineId ?? lineIdOf(position),
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
