import type { OutputOf } from '@shared/contract'
import { useCall, useCommand } from '@/data'

export type DistributorStatus = OutputOf<'distributor/distributor.status'>

export function useDistributorStatus() {
  return useCall('distributor/distributor.status', {})
}

/** 退出推广. */
export function useLeave() {
  return useCommand('distributor/distributor.leave')
}

/** Its refusals are said by the page: an outdated agreement is read again, not only toasted. */
export function useApply() {
  return useCommand('distributor/distributor.apply', { silent: true, once: true })
}
