import type { OutputOf } from '@shared/contract'
import type { CommissionState } from '@shared/contract/commission/schema'
import { useCall, useCommand, usePages } from '@/data'

export type PromotionStatus = OutputOf<'distributor/distributor.status'>
export type Centre = OutputOf<'distributor/centre.get'>
export type PromotedProduct = OutputOf<'distributor/sharing.products'>['items'][number]
export type Share = OutputOf<'distributor/sharing.create'>
export type Customer = OutputOf<'distributor/binding.customers'>['items'][number]
export type Statement = OutputOf<'distributor/settlement.statements'>['items'][number]
export type CommissionLine = OutputOf<'distributor/commission.get'>['lines'][number]
export type { CommissionDetail, CommissionRow, CommissionState } from '@shared/contract/commission/schema'

export function usePromotionStatus() {
  return useCall('distributor/distributor.status', {})
}

/** Its refusals are said by the page: an outdated agreement is read again, not only toasted. */
export function useApply() {
  return useCommand('distributor/distributor.apply', {
    refreshes: ['distributor/distributor.status'],
    silent: true,
  })
}

export function useCentre() {
  return useCall('distributor/centre.get', {})
}

export function usePromotedProducts(keyword: string, enabled = true) {
  const wanted = keyword.trim()
  return usePages('distributor/sharing.products', wanted ? { keyword: wanted } : {}, { enabled })
}

/**
 * The share of a product. Asking is a command to the server, yet the same share always has the same code, so its
 * answer is kept like any other: WeChat wants the card at once when it is forwarded.
 */
export function useShareOf(productId: string | undefined) {
  return useCall('distributor/sharing.create', productId ? { productId } : {}, {
    enabled: !!productId,
    staleMs: 10 * 60_000,
  })
}

export function useShareCodePicture(code: string | undefined) {
  return useCall('distributor/sharing.code', { code: code ?? '' }, { enabled: !!code, staleMs: 60 * 60_000 })
}

export function useCommissions(state: 'all' | CommissionState, enabled = true) {
  return usePages('distributor/commission.list', { state }, { enabled })
}

export function useCommission(commissionId: string | undefined) {
  return useCall(
    'distributor/commission.get',
    { commissionId: commissionId ?? '' },
    { enabled: !!commissionId },
  )
}

export function useCustomers() {
  return usePages('distributor/binding.customers', {})
}

export function useStatements(enabled = true) {
  return usePages('distributor/settlement.statements', {}, { enabled })
}
