import type { OutputOf } from '@shared/contract'
import { useCommand, usePages } from '@/data'

export type Application = OutputOf<'merchant/distributor.list'>['items'][number]
/** Who somebody is, in clear. */
export type OpenApplicant = OutputOf<'merchant/distributor.reveal'>
export type ApplicationTab = 'pending' | 'active' | 'stopped' | 'refused'

export function useApplications(state: ApplicationTab) {
  return usePages('merchant/distributor.list', { state })
}

/** Asks who somebody is, which is put on record. */
export function useReveal() {
  return useCommand('merchant/distributor.reveal')
}

export function useDecide() {
  return useCommand('merchant/distributor.decide')
}

export function useSetStanding() {
  return useCommand('merchant/distributor.setStanding')
}
