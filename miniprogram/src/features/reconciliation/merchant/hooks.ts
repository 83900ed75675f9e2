import type { CallName, OutputOf } from '@shared/contract'
import { useCall, useCommand, usePages } from '@/data'

export type { DifferenceKind, ReconciliationState } from '@shared/contract/reconciliation/schema'
export type BillDay = OutputOf<'merchant/reconciliation.days'>['items'][number]
export type BillDayDetail = OutputOf<'merchant/reconciliation.day'>
export type Difference = OutputOf<'merchant/reconciliation.differences'>['items'][number]

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
