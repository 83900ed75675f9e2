import type { OutputOf } from '@shared/contract'
import type { ADMIN_ORDER_TABS } from '@shared/contract/admin'
import type { CallName } from '@shared/contract'
import { useCall, useCommand, usePages } from '../call'

export type Overview = OutputOf<'merchant/overview.get'>
export type AdminOrder = OutputOf<'merchant/order.get'>
export type AdminProduct = OutputOf<'merchant/product.get'>
export type AdminSku = AdminProduct['skus'][number]
export type AdminProductRow = OutputOf<'merchant/product.list'>['items'][number]
export type Application = OutputOf<'merchant/distributor.list'>['items'][number]
export type { AdminOrderRow } from '@shared/contract/admin'
export type OrderTab = (typeof ADMIN_ORDER_TABS)[number]
export type ProductTab = 'listed' | 'delisted' | 'low_stock'
export type ApplicationTab = 'pending' | 'active' | 'refused'

export function useOverview(enabled: boolean) {
  return useCall('merchant/overview.get', {}, { enabled })
}

export function useMerchantOrders(tab: OrderTab) {
  return usePages('merchant/order.list', { tab })
}

export function useMerchantOrder(orderId: string | undefined) {
  return useCall('merchant/order.get', { orderId: orderId ?? '' }, { enabled: !!orderId })
}

/** What an order's fate changes elsewhere. */
const AFTER_ORDER = [
  'merchant/order.get',
  'merchant/order.list',
  'merchant/overview.get',
] as const satisfies readonly CallName[]

export function useShip() {
  return useCommand('merchant/order.ship', { refreshes: AFTER_ORDER })
}

export function useRefundOrder() {
  return useCommand('merchant/order.refund', { refreshes: AFTER_ORDER })
}

export function useMerchantProducts(tab: ProductTab, keyword: string) {
  const wanted = keyword.trim()
  return usePages('merchant/product.list', { tab, ...(wanted ? { keyword: wanted } : {}) })
}

export function useMerchantProduct(productId: string | undefined) {
  return useCall('merchant/product.get', { productId: productId ?? '' }, { enabled: !!productId })
}

const AFTER_PRODUCT = [
  'merchant/product.get',
  'merchant/product.list',
  'merchant/overview.get',
  'storefront/catalog.home',
  'storefront/catalog.list',
  'storefront/catalog.product',
] as const satisfies readonly CallName[]

/** Its refusals are the page's: somebody else's change is merged, not only toasted. */
export function useSaveProduct() {
  return useCommand('merchant/product.save', { refreshes: AFTER_PRODUCT, silent: true })
}

export function useSetListed() {
  return useCommand('merchant/product.setListed', { refreshes: AFTER_PRODUCT })
}

export function useAdjustStock() {
  return useCommand('merchant/stock.adjust', { refreshes: AFTER_PRODUCT })
}

export function useApplications(state: ApplicationTab) {
  return usePages('merchant/distributor.list', { state })
}

export function useDecide() {
  return useCommand('merchant/distributor.decide', {
    refreshes: ['merchant/distributor.list', 'merchant/overview.get'],
  })
}
