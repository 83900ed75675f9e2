import type { OutputOf } from '@shared/contract'
import type { CommissionState } from '@shared/contract/promotion'
import { useCall, useCommand, usePages } from '../call'

export type PromotionStatus = OutputOf<'distributor/promotion.status'>
export type Centre = OutputOf<'distributor/promotion.centre'>
export type PromotedProduct = OutputOf<'distributor/promotion.products'>['items'][number]
export type Share = OutputOf<'distributor/promotion.share'>
export type Customer = OutputOf<'distributor/promotion.customers'>['items'][number]
export type Statement = OutputOf<'distributor/promotion.statements'>['items'][number]
export type CommissionLine = OutputOf<'distributor/promotion.commission'>['lines'][number]
export type { CommissionDetail, CommissionRow, CommissionState } from '@shared/contract/promotion'

export function usePromotionStatus() {
  return useCall('distributor/promotion.status', {})
}

/** Its refusals are said by the page: an outdated agreement is read again, not only toasted. */
export function useApply() {
  return useCommand('distributor/promotion.apply', {
    refreshes: ['distributor/promotion.status'],
    silent: true,
  })
}

export function useCentre() {
  return useCall('distributor/promotion.centre', {})
}

export function usePromotedProducts(keyword: string, enabled = true) {
  const wanted = keyword.trim()
  return usePages('distributor/promotion.products', wanted ? { keyword: wanted } : {}, { enabled })
}

/**
 * The share of a product. Asking is a command to the server, yet the same share always has the same code, so its
 * answer is kept like any other: WeChat wants the card at once when it is forwarded.
 */
export function useShareOf(productId: string | undefined) {
  return useCall('distributor/promotion.share', productId ? { productId } : {}, {
    enabled: !!productId,
    staleMs: 10 * 60_000,
  })
}

export function useShareCodePicture(code: string | undefined) {
  return useCall(
    'distributor/promotion.code',
    { code: code ?? '' },
    { enabled: !!code, staleMs: 60 * 60_000 },
  )
}

export function useCommissions(state: 'all' | CommissionState, enabled = true) {
  return usePages('distributor/promotion.commissions', { state }, { enabled })
}

export function useCommission(commissionId: string | undefined) {
  return useCall(
    'distributor/promotion.commission',
    { commissionId: commissionId ?? '' },
    { enabled: !!commissionId },
  )
}

export function useCustomers() {
  return usePages('distributor/promotion.customers', {})
}

export function useStatements(enabled = true) {
  return usePages('distributor/promotion.statements', {}, { enabled })
}
