export { autoReceive, completeOrders, receiveOrder, shipOrder } from './delivery.service'
