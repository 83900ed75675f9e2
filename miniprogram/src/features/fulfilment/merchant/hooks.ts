import type { OutputOf } from '@shared/contract'
import type { FULFILMENT_TABS } from '@shared/contract/fulfilment/schema'
import { useCall, useCommand, usePages } from '@/data'

export type { FulfilmentRow } from '@shared/contract/fulfilment/calls'
export type MerchantOrder = OutputOf<'merchant/fulfilment.get'>
/** Whom an order goes to, in clear. */
export type OpenReceiver = OutputOf<'merchant/fulfilment.reveal'>
export type OrderTab = (typeof FULFILMENT_TABS)[number]

export function useMerchantOrders(tab: OrderTab) {
  return usePages('merchant/fulfilment.list', { tab })
}

export function useMerchantOrder(orderId: string | undefined) {
  return useCall('merchant/fulfilment.get', { orderId: orderId ?? '' }, { enabled: orderId !== undefined })
}

/** Asks whom an order goes to, which is put on record. */
export function useReveal() {
  return useCommand('merchant/fulfilment.reveal')
}

/** Couriers whose name or id holds what was typed; the ones in common use when nothing was. */
export function useCouriers(text: string, open: boolean) {
  return useCall('merchant/courier.find', { text }, { enabled: open })
}

/** Puts a wrong waybill right, once. */
export function useCorrect() {
  return useCommand('merchant/fulfilment.correct')
}

export function useShip() {
  return useCommand('merchant/fulfilment.ship')
}
