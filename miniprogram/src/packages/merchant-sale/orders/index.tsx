import { useState } from 'react'
import {
  NO_ORDERS,
  ORDER_TABS,
  useMerchantOrders,
  type FulfilmentRow,
  type OrderTab,
} from '@/features/fulfilment/merchant'
import { StaffList, StaffRows } from '@/merchant/StaffList'
import { useAddressed } from '@/platform'
import { Apart } from '@/ui'
import { entry } from './entry'
import { ShipSheet } from '../parts/ShipSheet'
import { OrderCard } from './OrderCard'
import './index.scss'

/** The shop's orders by what is to be done with them. */
export default function OrdersPage() {
  const opened = useAddressed('merchant-sale/orders', 'state')
  return (
    <StaffList title="订单" needs={entry.permission} about={['order']} tabs={ORDER_TABS} opened={opened}>
      {({ tab, allows }) => <Orders tab={tab} canShip={allows('order.ship')} />}
    </StaffList>
  )
}

function Orders({ tab, canShip }: { tab: OrderTab; canShip: boolean }) {
  const list = useMerchantOrders(tab)
  const [shipping, setShipping] = useState<FulfilmentRow>()
  const [open, setOpen] = useState(false)
  return (
    <>
      <StaffRows list={list} art="receipt" nothing={NO_ORDERS[tab]}>
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
      </StaffRows>
      <Apart>
        {shipping && (
          <ShipSheet
            key={shipping.orderId}
            orderId={shipping.orderId}
            receiver={shipping.receiver}
            open={open}
            onClose={() => setOpen(false)}
          />
        )}
      </Apart>
    </>
  )
}
