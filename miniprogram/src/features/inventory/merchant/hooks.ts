import { useCommand } from '@/data'

export function useAdjustStock() {
  return useCommand('merchant/inventory.adjust')
}
