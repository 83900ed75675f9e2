import type { OutputOf } from '@shared/contract'
import { useCall, useCommand, usePages } from '@/data'

export type Policy = OutputOf<'merchant/policy.get'>

export type PolicyVersion = OutputOf<'merchant/policy.versions'>['items'][number]

export function usePolicy() {
  return useCall('merchant/policy.get', {})
}

/** Its refusals are the page's: somebody else's change is merged, not only toasted. */
export function useSavePolicy() {
  return useCommand('merchant/policy.save', { silent: true })
}

export function usePolicyVersions() {
  return usePages('merchant/policy.versions', {})
}
