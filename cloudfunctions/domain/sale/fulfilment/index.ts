export { autoReceive, completeOrders, receiveOrder } from './delivery.service'
export { correctParcel, shipOrder, type ParcelLines, type Waybill } from './parcel.service'
