import { useCall } from '@/data'

export type { Audit } from '@shared/contract/audit/schema'

export function useLatestAudit() {
  return useCall('merchant/audit.latest', {})
}
