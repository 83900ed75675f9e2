import { useCommand } from '@/data'

export function useRefundOrder() {
  return useCommand('merchant/refund.create', {
    refreshes: ['merchant/fulfilment.get', 'merchant/fulfilment.list', 'merchant/overview.get'],
  })
}
