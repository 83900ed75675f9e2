import { useCallback } from 'react'
import type { OrderDetail } from '@shared/contract/order/schema'
import { CallError } from '@/platform'
import { toast } from '@/ui'
import { callOnce, sayError, useCall, usePages, useSetCartCount } from '@/data'

export type { OrderDetail, OrderLine, OrderSummary } from '@shared/contract/order/schema'
export type OrderTab = 'all' | 'unpaid' | 'unshipped' | 'shipped' | 'done'

export const ORDER_TAB_LABELS: { value: OrderTab; label: string }[] = [
  { value: 'all', label: '全部' },
  { value: 'unpaid', label: '待付款' },
  { value: 'unshipped', label: '待发货' },
  { value: 'shipped', label: '待收货' },
  { value: 'done', label: '已完成' },
]

export function isOrderTab(text: string | undefined): text is OrderTab {
  return ORDER_TAB_LABELS.some(({ value }) => value === text)
}

export function useOrders(tab: OrderTab) {
  return usePages('storefront/order.list', { tab })
}

export function useOrder(orderId: string) {
  return useCall('storefront/order.get', { orderId }, { staleMs: 0 })
}

export function useOrderCounts() {
  return useCall('storefront/order.counts', {})
}

/**
 * Puts an order's goods into the cart again, as many as can still be bought.
 * @returns whether there is something in the cart to look at
 */
export function useBuyAgain() {
  const setCount = useSetCartCount()
  return useCallback(
    async (
      lines: Pick<OrderDetail['lines'][number], 'productId' | 'skuId' | 'quantity'>[],
    ): Promise<boolean> => {
      let added = 0
      for (const { productId, skuId, quantity } of lines) {
        try {
          const { cartCount } = await callOnce('storefront/cart.add', { productId, skuId, quantity })
          setCount(cartCount)
          added += 1
        } catch (error) {
          if (error instanceof CallError && error.code === 'PRODUCT_UNAVAILABLE') continue
          toast(sayError(error).sentence)
          return added > 0
        }
      }
      if (added === 0) toast('这些商品都下架了，去看看别的吧')
      else if (added < lines.length) toast('有商品已下架，其余的放进了购物车')
      return added > 0
    },
    [setCount],
  )
}
