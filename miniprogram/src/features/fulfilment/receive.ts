import { useCommand } from '@/data'
import { confirmReceiptInWechat } from '@/platform'

export type Received = 'received' | 'soon' | 'open' | 'ask'

/**
 * The buyer says that the goods are there. WeChat holds the shop's money until he confirms it there, so its component
 * comes first, in the tap itself; what it says counts when the server has asked WeChat. `soon`: WeChat has not told the
 * server yet. `ask`: it cannot be opened, and our own question takes its place.
 */
export function useConfirmInWechat() {
  const sync = useCommand('storefront/fulfilment.syncReceipt')
  return async (orderId: string, transactionId: string | undefined): Promise<Received> => {
    if (transactionId === undefined) return 'ask'
    const asked = await confirmReceiptInWechat(transactionId)
    if (asked === 'unavailable') return 'ask'
    const { received } = await sync.mutateAsync({ orderId })
    if (received) return 'received'
    return asked === 'confirmed' ? 'soon' : 'open'
  }
}

export function useReceiveOrder() {
  return useCommand('storefront/fulfilment.receive')
}
