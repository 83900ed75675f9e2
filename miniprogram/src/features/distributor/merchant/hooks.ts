import type { OutputOf } from '@shared/contract'
import { useCommand, usePages } from '@/data'

export type Application = OutputOf<'merchant/distributor.list'>['items'][number]
export type ApplicationTab = 'pending' | 'active' | 'stopped' | 'refused'

export function useApplications(state: ApplicationTab) {
  return usePages('merchant/distributor.list', { state })
}

export function useDecide() {
  return useCommand('merchant/distributor.decide')
}

export function useSetStanding() {
  return useCommand('merchant/distributor.setStanding')
}
