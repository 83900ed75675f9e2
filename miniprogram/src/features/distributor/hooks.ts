import type { OutputOf } from '@shared/contract'
import { useCall, useCommand, useReenter, useTouched } from '@/data'
import { call } from '@/platform'

export type DistributorStatus = OutputOf<'distributor/distributor.status'>

export function useDistributorStatus() {
  return useCall('distributor/distributor.status', {})
}

/**
 * 退出推广. The page that asks is for distributors alone and goes as soon as the session knows, so it moves on in the same
 * moment as the rest is told (`tell`).
 */
export function useLeave(): { leave: () => Promise<unknown>; tell: () => Promise<void> } {
  const reenter = useReenter()
  const touched = useTouched('distributor/distributor.leave')
  return {
    leave: () => call('distributor/distributor.leave', {}),
    tell: async () => {
      // What was kept of the status is old from this moment on, whenever the next page asks.
      await Promise.all([touched(), reenter()])
    },
  }
}

/** Its refusals are said by the page: an outdated agreement is read again, not only toasted. */
export function useApply() {
  return useCommand('distributor/distributor.apply', { silent: true, once: true })
}
