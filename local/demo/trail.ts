import { changeOf, trailRowOf, type Deed, type TrailDoc } from '../../cloudfunctions/platform/trail'
import { derivedId } from '../../cloudfunctions/platform/ids'
import type { DifferenceDoc } from '../../cloudfunctions/domain/money/difference'
import { courierName, orderSubject, parcelsOf, type OrderDoc } from '../../cloudfunctions/domain/sale/order'
import { DAY_MS } from '../../shared/business-day'
import { openidOf } from '../server/phones'
import { CLERK, OWNER } from './staff'

const HOUR_MS = 3_600_000
/** Older deeds are left out: the demo's list is to be read, not searched. */
const DAYS = 7

/** What the staff of the demo has done in the last days: what its documents say, and some work on the goods. */
export function demoTrail(
  orders: readonly OrderDoc[],
  differences: readonly DifferenceDoc[],
  now: number,
): TrailDoc[] {
  const row = (who: 'merchant' | 'clerk', call: string, at: number, deed: Deed) =>
    trailRowOf(
      { at, requestId: derivedId(12, 'demo', call, deed.key) },
      { openid: openidOf(who), name: who === 'clerk' ? CLERK : OWNER, call },
      deed,
    )
  const shipped = orders.flatMap((order) =>
    parcelsOf(order).map((parcel) =>
      row('clerk', 'fulfilment.ship', parcel.shippedAt, {
        kind: 'order',
        what: '发货',
        subject: orderSubject(order._id),
        changes: [
          ...changeOf('订单', '待发货', '已发货'),
          ...changeOf('包裹', undefined, `${courierName(parcel)} …${parcel.waybill.slice(-4)}`),
        ],
        key: `${order._id} ${parcel.parcelId}`,
      }),
    ),
  )
  const refunds = orders.flatMap((order) =>
    Object.values(order.refunds).map(({ refundNo, amountFen, reason, requestedAt }) =>
      row('merchant', 'refund.create', requestedAt, {
        kind: 'money',
        what: '退款',
        subject: orderSubject(order._id),
        changes: [
          ...changeOf('退款', undefined, amountFen, { unit: 'fen' }),
          ...changeOf('还能退', order.refundableFen + amountFen, order.refundableFen, { unit: 'fen' }),
        ],
        reason,
        key: refundNo,
      }),
    ),
  )
  const handled = differences.flatMap(({ _id, day, closedAt, closedBy, note }) =>
    closedAt === undefined || closedBy === undefined
      ? []
      : [
          row('merchant', 'reconciliation.handle', closedAt, {
            kind: 'money',
            what: '处理差异',
            subject: { id: _id, name: `${day} 的对账` },
            changes: changeOf('差异', '待处理', '已处理'),
            reason: note,
            key: _id,
          }),
        ],
  )
  const goods = GOODS.map(({ who, call, hoursAgo, deed }) => row(who, call, now - hoursAgo * HOUR_MS, deed))
  return [...shipped, ...refunds, ...handled, ...goods].filter(
    ({ at }) => at <= now && at > now - DAYS * DAY_MS,
  )
}

const GOODS: readonly { who: 'merchant' | 'clerk'; call: string; hoursAgo: number; deed: Deed }[] = [
  {
    who: 'merchant',
    call: 'catalog.save',
    hoursAgo: 3,
    deed: {
      kind: 'goods',
      what: '改商品',
      subject: { id: 'yancha', name: '武夷岩茶 大红袍' },
      changes: [
        ...changeOf('卖点', '正岩产区 · 中火', '正岩三坑 · 中足火'),
        ...changeOf('标签', '', '秋焙'),
        ...changeOf('售价', 17_800, 16_800, { of: '125g 罐装', unit: 'fen' }),
      ],
      key: 'demo-yancha',
    },
  },
  {
    who: 'clerk',
    call: 'inventory.adjust',
    hoursAgo: 27,
    deed: {
      kind: 'goods',
      what: '减库存',
      subject: { id: 'jidan', name: '散养土鸡蛋' },
      changes: changeOf('可卖库存', 123, 120, { of: '30 枚', unit: 'pieces' }),
      reason: '盘点时碎了 3 盒',
      key: 'demo-jidan',
    },
  },
]
