import { View } from '@tarojs/components'
import { useState } from 'react'
import { useFreshOnShow } from '@/data'
import {
  orderSentence,
  orderWord,
  useMerchantOrder,
  useReveal,
  type MerchantOrder,
  type OpenReceiver,
} from '@/features/fulfilment/merchant'
import { StaffOnly, useAllows, type Allows } from '@/features/staff'
import { useParams, useRefresh } from '@/platform'
import { Button, Card, Loadable, Page, SkeletonList, StateWord, Tag } from '@/ui'
import { entry } from '../orders/entry'
import { CorrectSheet } from '../parts/CorrectSheet'
import { ShipSheet } from '../parts/ShipSheet'
import { Chain } from './Chain'
import { Goods } from './Goods'
import { Papers } from './Papers'
import { Receiver } from './Receiver'
import { RefundAgain } from './RefundAgain'
import { RefundSheet } from './RefundSheet'
import './index.scss'

/** One order, with what the merchant can do about it in the bar below. */
export default function OrderPage() {
  const { orderId } = useParams('merchant-sale/order')
  const allows = useAllows()
  const order = useMerchantOrder(allows(entry.permission) ? (orderId ?? '') : undefined)
  /** Which sheet is open; of a parcel's correction its id. */
  const [sheet, setSheet] = useState<string>()
  const { mutateAsync: reveal } = useReveal()
  /** Whom it goes to, once it was asked for; the page forgets it when it is left. */
  const [shown, setShown] = useState<OpenReceiver>()
  const refresh = useFreshOnShow('order')
  useRefresh(refresh)
  return (
    <Page title="订单详情" bar={order.data && bar(order.data, allows, setSheet)}>
      <StaffOnly needs={entry.permission} skeleton={<SkeletonList />}>
        {() => (
          <Loadable state={order} skeleton={<SkeletonList />}>
            {(data) => (
              <>
                <Head order={data} />
                <Receiver
                  order={data}
                  shown={shown}
                  onReveal={
                    allows('order.ship') && data.address.name !== ''
                      ? async () => setShown(await reveal({ orderId: data.orderId }))
                      : undefined
                  }
                  correctable={data.correctable && allows('order.ship')}
                  onCorrect={(parcelId) => setSheet(parcelId)}
                />
                <Goods order={data} />
                <Chain order={data} />
                <Papers order={data} />
                <ShipSheet
                  orderId={data.orderId}
                  receiver={receiverLine(shown ?? data.address)}
                  open={sheet === 'ship'}
                  onClose={() => setSheet(undefined)}
                />
                {data.parcels.map((parcel) => (
                  <CorrectSheet
                    key={`${parcel.parcelId}-${parcel.waybill}`}
                    orderId={data.orderId}
                    parcel={parcel}
                    open={sheet === parcel.parcelId}
                    onClose={() => setSheet(undefined)}
                  />
                ))}
                <RefundSheet order={data} open={sheet === 'refund'} onClose={() => setSheet(undefined)} />
              </>
            )}
          </Loadable>
        )}
      </StaffOnly>
    </Page>
  )
}

const receiverLine = ({ name, mobile }: OpenReceiver): string => `${name} ${mobile}`

/** Nothing to do, no bar. */
function bar(order: MerchantOrder, allows: Allows, open: (sheet: 'ship' | 'refund') => void) {
  const canShip = order.state === 'paid' && order.live && allows('order.ship')
  const canRefund = order.refundable && allows('order.refund')
  if (!canShip && !canRefund) return undefined
  if (canRefund && order.refundState === 'abnormal') return <RefundAgain order={order} />
  return (
    <>
      {canRefund && (
        <View className={canShip ? 'p-order__left' : 'u-grow'}>
          <Button kind="line" block onClick={() => open('refund')}>
            退款
          </Button>
        </View>
      )}
      {canShip && (
        <View className="u-grow">
          <Button block onClick={() => open('ship')}>
            发货
          </Button>
        </View>
      )}
    </>
  )
}

function Head({ order }: { order: MerchantOrder }) {
  return (
    <Card>
      <View className="u-row">
        <StateWord word={orderWord(order.state, order.refundState)} large />
        {order.commissions.length > 0 && (
          <Tag className="p-order__recommended" tone="gold">
            推广成交
          </Tag>
        )}
      </View>
      <View className="u-13 u-c2">{orderSentence(order)}</View>
      {order.refunds.map(({ reason, requestedAt }) => (
        <View key={requestedAt} className="p-order__reason">{`退款原因：${reason}`}</View>
      ))}
    </Card>
  )
}
