import { View } from '@tarojs/components'
import { useState } from 'react'
import { useFreshOnShow } from '@/data'
import {
  NO_ORDERS,
  ORDER_TABS,
  orderTab,
  useMerchantOrders,
  type FulfilmentRow,
  type OrderTab,
} from '@/features/fulfilment/merchant'
import { StaffOnly } from '@/features/staff'
import { useParams, useRefresh } from '@/platform'
import { Empty, LoadableList, Page, SegmentedTabs, SkeletonList } from '@/ui'
import { entry } from './entry'
import { ShipSheet } from '../parts/ShipSheet'
import { OrderCard } from './OrderCard'
import './index.scss'

/** The shop's orders by what is to be done with them. */
export default function OrdersPage() {
  const { state } = useParams('merchant-sale/orders')
  const [tab, setTab] = useState<OrderTab>(() => orderTab(state))
  const refresh = useFreshOnShow('order')
  useRefresh(refresh)
  return (
    <Page title="订单">
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {(allows) => (
          <>
            <View className="p-orders__tabs">
              <SegmentedTabs
                items={[...ORDER_TABS]}
                value={tab}
                onChange={(value) => setTab(orderTab(value))}
              />
            </View>
            <Orders key={tab} tab={tab} canShip={allows('order.ship')} />
          </>
        )}
      </StaffOnly>
    </Page>
  )
}

function Orders({ tab, canShip }: { tab: OrderTab; canShip: boolean }) {
  const list = useMerchantOrders(tab)
  const [shipping, setShipping] = useState<FulfilmentRow>()
  const [open, setOpen] = useState(false)
  return (
    <>
      <LoadableList
        list={list}
        skeleton={<SkeletonList />}
        empty={<Empty art="receipt" {...NO_ORDERS[tab]} />}
      >
        {(items) =>
          items.map((order) => (
            <OrderCard
              key={order.orderId}
              order={order}
              {...(canShip
                ? {
                    onShip: () => {
                      setShipping(order)
                      setOpen(true)
                    },
                  }
                : {})}
            />
          ))
        }
      </LoadableList>
      {shipping && (
        <ShipSheet
          key={shipping.orderId}
          orderId={shipping.orderId}
          receiver={shipping.receiver}
          open={open}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}
