import type { OutputOf } from '@shared/contract'
import { useCall, useCommand } from '@/data'

export type Policy = OutputOf<'merchant/policy.get'>

export function usePolicy() {
  return useCall('merchant/policy.get', {})
}

/** Its refusals are the page's: somebody else's change is merged, not only toasted. */
export function useSavePolicy() {
  return useCommand('merchant/policy.save', { silent: true })
}
