import { useCommand } from '@/data'
import { AFTER_PRODUCT } from '@/features/catalog/merchant'

export function useAdjustStock() {
  return useCommand('merchant/inventory.adjust', { refreshes: AFTER_PRODUCT })
}
