import type { OutputOf } from '@shared/contract'
import { useCall } from '@/data'

export type Centre = OutputOf<'distributor/centre.get'>

export function useCentre() {
  return useCall('distributor/centre.get', {})
}
