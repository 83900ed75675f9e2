import type { OutputOf } from '@shared/contract'
import type { FULFILMENT_TABS } from '@shared/contract/fulfilment/schema'
import type { CallName } from '@shared/contract'
import { useCall, useCommand, usePages } from '@/data'

export type Overview = OutputOf<'merchant/overview.get'>
export type AdminOrder = OutputOf<'merchant/fulfilment.get'>
export type AdminProduct = OutputOf<'merchant/catalog.get'>
export type AdminSku = AdminProduct['skus'][number]
export type AdminProductRow = OutputOf<'merchant/catalog.list'>['items'][number]
export type Application = OutputOf<'merchant/distributor.list'>['items'][number]
export type { DifferenceKind, ReconciliationState } from '@shared/contract/reconciliation/schema'
export type { FulfilmentRow } from '@shared/contract/fulfilment/calls'
export type BillDay = OutputOf<'merchant/reconciliation.days'>['items'][number]
export type BillDayDetail = OutputOf<'merchant/reconciliation.day'>
export type Difference = OutputOf<'merchant/reconciliation.differences'>['items'][number]
export type OrderTab = (typeof FULFILMENT_TABS)[number]
export type ProductTab = 'listed' | 'delisted' | 'low_stock'
export type ApplicationTab = 'pending' | 'active' | 'refused'

export function useOverview(enabled: boolean) {
  return useCall('merchant/overview.get', {}, { enabled })
}

export function useMerchantOrders(tab: OrderTab) {
  return usePages('merchant/fulfilment.list', { tab })
}

export function useMerchantOrder(orderId: string | undefined) {
  return useCall('merchant/fulfilment.get', { orderId: orderId ?? '' }, { enabled: !!orderId })
}

/** What an order's fate changes elsewhere. */
const AFTER_ORDER = [
  'merchant/fulfilment.get',
  'merchant/fulfilment.list',
  'merchant/overview.get',
] as const satisfies readonly CallName[]

export function useShip() {
  return useCommand('merchant/fulfilment.ship', { refreshes: AFTER_ORDER })
}

export function useRefundOrder() {
  return useCommand('merchant/refund.create', { refreshes: AFTER_ORDER })
}

export function useMerchantProducts(tab: ProductTab, keyword: string) {
  const wanted = keyword.trim()
  return usePages('merchant/catalog.list', { tab, ...(wanted ? { keyword: wanted } : {}) })
}

export function useMerchantProduct(productId: string | undefined) {
  return useCall('merchant/catalog.get', { productId: productId ?? '' }, { enabled: !!productId })
}

const AFTER_PRODUCT = [
  'merchant/catalog.get',
  'merchant/catalog.list',
  'merchant/overview.get',
  'storefront/catalog.home',
  'storefront/catalog.list',
  'storefront/catalog.product',
] as const satisfies readonly CallName[]

/** Its refusals are the page's: somebody else's change is merged, not only toasted. */
export function useSaveProduct() {
  return useCommand('merchant/catalog.save', { refreshes: AFTER_PRODUCT, silent: true })
}

export function useSetListed() {
  return useCommand('merchant/catalog.setListed', { refreshes: AFTER_PRODUCT })
}

export function useAdjustStock() {
  return useCommand('merchant/inventory.adjust', { refreshes: AFTER_PRODUCT })
}

export function useApplications(state: ApplicationTab) {
  return usePages('merchant/distributor.list', { state })
}

export function useDecide() {
  return useCommand('merchant/distributor.decide', {
    refreshes: ['merchant/distributor.list', 'merchant/overview.get'],
  })
}

/** How many differences wait for somebody; not asked for those who may not see them. */
export function useOpenDifferences(enabled: boolean) {
  return useCall('merchant/reconciliation.open', {}, { enabled }).data?.open ?? 0
}

export function useBillDays() {
  return usePages('merchant/reconciliation.days', {})
}

export function useBillDay(day: string | undefined) {
  return useCall('merchant/reconciliation.day', { day: day ?? '' }, { enabled: !!day })
}

export function useDifferences(day: string) {
  return usePages('merchant/reconciliation.differences', { day })
}

/** What another look at a day, or a difference that was dealt with, changes. */
const AFTER_BILL = [
  'merchant/reconciliation.day',
  'merchant/reconciliation.days',
  'merchant/reconciliation.differences',
  'merchant/reconciliation.open',
] as const satisfies readonly CallName[]

export function useHandleDifference() {
  return useCommand('merchant/reconciliation.handle', { refreshes: AFTER_BILL })
}

export function useReconcileAgain() {
  return useCommand('merchant/reconciliation.again', { refreshes: AFTER_BILL })
}
