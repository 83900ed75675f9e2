import type { OutputOf } from '@shared/contract'
import { usePages } from '@/data'

export type Customer = OutputOf<'distributor/binding.customers'>['items'][number]

export function useCustomers() {
  return usePages('distributor/binding.customers', {})
}
