import { useCommand } from '@/data'

export function useReceiveOrder() {
  return useCommand('storefront/fulfilment.receive')
}
