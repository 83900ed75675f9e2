import type { CallName, OutputOf } from '@shared/contract'
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

/** What an order's fate changes elsewhere. */
export const AFTER_ORDER = [
  'merchant/fulfilment.get',
  'merchant/fulfilment.list',
  'merchant/overview.get',
] as const satisfies readonly CallName[]

export function useShip() {
  return useCommand('merchant/fulfilment.ship', { refreshes: AFTER_ORDER })
}
