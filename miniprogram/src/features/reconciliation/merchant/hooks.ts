import type { OutputOf } from '@shared/contract'
import { useCall, useCommand, usePages } from '@/data'

export type { DifferenceKind, ReconciliationState } from '@shared/contract/reconciliation/schema'
export type BillDay = OutputOf<'merchant/reconciliation.days'>['items'][number]
export type BillDayDetail = OutputOf<'merchant/reconciliation.day'>
export type Difference = OutputOf<'merchant/reconciliation.differences'>['items'][number]

export function useBillDays() {
  return usePages('merchant/reconciliation.days', {})
}

export function useBillDay(day: string | undefined) {
  return useCall('merchant/reconciliation.day', { day: day ?? '' }, { enabled: day !== undefined })
}

export function useDifferences(day: string) {
  return usePages('merchant/reconciliation.differences', { day })
}

export function useHandleDifference() {
  return useCommand('merchant/reconciliation.handle')
}

/** Its refusals are said beside the difference: they tell what does not fit. */
export function useBookRefund() {
  return useCommand('merchant/reconciliation.bookRefund', { silent: true })
}

export function useReconcileAgain() {
  return useCommand('merchant/reconciliation.again')
}
