import { View } from '@tarojs/components'
import { useFreshOnShow } from '@/data'
import { isOrderTab, ORDER_TAB_LABELS, useOrderCounts, useOrders, type OrderTab } from '@/features/order'
import { scrollToTop, switchTab, useAddressed, useRefresh } from '@/platform'
import { Empty, LoadableList, navBarHeight, Page, SegmentedTabs } from '@/ui'
import { OrderCard } from './OrderCard'
import './index.scss'

export default function OrderListPage() {
  const [state, setState] = useAddressed('sale/orders', 'state')
  const tab: OrderTab = isOrderTab(state) ? state : 'all'
  const orders = useOrders(tab)
  const { data: counts } = useOrderCounts()
  useRefresh(orders.refetch)
  useFreshOnShow('order')

  const countOf: Partial<Record<OrderTab, number>> = counts ?? {}
  return (
    <Page title="我的订单">
      <View className="orders-tabs" style={{ top: `${navBarHeight()}px` }}>
        <SegmentedTabs
          items={ORDER_TAB_LABELS.map((item) => ({ ...item, count: countOf[item.value] ?? 0 }))}
          value={tab}
          onChange={(next) => {
            setState(next)
            scrollToTop()
          }}
        />
      </View>
      <LoadableList
        list={orders}
        empty={
          <Empty
            art="receipt"
            title={tab === 'all' ? '还没有订单' : '这里没有订单'}
            text="喜欢的东西，下单后都在这里"
            action="去逛逛"
            onAction={() => switchTab('home')}
          />
        }
      >
        {(items) => items.map((order) => <OrderCard key={order.orderId} order={order} />)}
      </LoadableList>
    </Page>
  )
}
