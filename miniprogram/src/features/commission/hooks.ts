import type { OutputOf } from '@shared/contract'
import type { CommissionState } from '@shared/contract/commission/schema'
import { useCall, usePages } from '@/data'

export type CommissionLine = OutputOf<'distributor/commission.get'>['lines'][number]
export type { CommissionDetail, CommissionRow, CommissionState } from '@shared/contract/commission/schema'

export function useCommissions(state: 'all' | CommissionState, enabled = true) {
  return usePages('distributor/commission.list', { state }, { enabled })
}

export function useCommission(commissionId: string) {
  return useCall('distributor/commission.get', { commissionId })
}
