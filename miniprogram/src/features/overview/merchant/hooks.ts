import type { OutputOf } from '@shared/contract'
import { useCall } from '@/data'

export type Overview = OutputOf<'merchant/overview.get'>

export function useOverview() {
  return useCall('merchant/overview.get', {})
}
