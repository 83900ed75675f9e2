import { useCommand } from '@/data'
import { ORDER_CHANGES } from '@/features/order'

export function useReceiveOrder() {
  return useCommand('storefront/fulfilment.receive', { refreshes: ORDER_CHANGES })
}
