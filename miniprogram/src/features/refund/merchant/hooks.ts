import { useCommand } from '@/data'

export function useRefundOrder() {
  return useCommand('merchant/refund.create', { once: true })
}
