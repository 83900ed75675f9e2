import { changeOf, type Deed } from '../../../platform/trail'
import { courierName, orderSubject, type OrderDoc, type ParcelDoc } from '../order'

/** What shipping, and looking at whom it goes to, leaves in the trail. */

type Waybill = Pick<ParcelDoc, 'way' | 'courier' | 'courierName' | 'waybill'>

/** `中通快递 …8901`: of the number as much as tells two apart; with all of it strangers follow a parcel home. */
const waybillWords = (one: Waybill): string =>
  one.waybill === '' ? courierName(one) : `${courierName(one)} …${one.waybill.slice(-4)}`

export const shipping = (order: OrderDoc, parcel: ParcelDoc, isLast: boolean): Deed => ({
  kind: 'order',
  what: '发货',
  subject: orderSubject(order._id),
  changes: [
    ...changeOf('订单', '待发货', isLast ? '已发货' : '发了一部分'),
    ...changeOf('包裹', undefined, waybillWords(parcel)),
  ],
  key: `${order._id} ${parcel.parcelId}`,
})

/** Once a parcel. */
export const correcting = (orderId: string, parcel: ParcelDoc, right: Waybill): Deed => ({
  kind: 'order',
  what: '改运单',
  subject: orderSubject(orderId),
  changes: changeOf('包裹', waybillWords(parcel), waybillWords(right)),
  key: `${orderId} ${parcel.parcelId}`,
})

/** Looking at the receiver of an order: that it was done, and nothing of what was seen. */
export const revealing = (orderId: string, key: string): Deed => ({
  kind: 'privacy',
  what: '看了完整收件信息',
  subject: orderSubject(orderId),
  changes: [],
  key,
})
