import { useCommand, usePages } from '@/data'

export type { ParkedDocument } from '@shared/contract/operations/schema'

export function useParked() {
  return usePages('merchant/operations.parked', {})
}

export function useRetryParked() {
  return useCommand('merchant/operations.retry')
}
