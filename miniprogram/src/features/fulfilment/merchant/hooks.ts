import type { OutputOf } from '@shared/contract'
import type { FULFILMENT_TABS } from '@shared/contract/fulfilment/schema'
import { useCall, useCommand, usePages } from '@/data'

export type { FulfilmentRow } from '@shared/contract/fulfilment/calls'
export type MerchantOrder = OutputOf<'merchant/fulfilment.get'>
export type OrderTab = (typeof FULFILMENT_TABS)[number]

export function useMerchantOrders(tab: OrderTab) {
  return usePages('merchant/fulfilment.list', { tab })
}

export function useMerchantOrder(orderId: string | undefined) {
  return useCall('merchant/fulfilment.get', { orderId: orderId ?? '' }, { enabled: !!orderId })
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
