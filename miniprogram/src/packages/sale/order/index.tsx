import { sayError, useFreshOnShow } from '@/data'
import { useContact } from '@/features/shop'
import { useConfirming } from '@/features/payment'
import { useOrder, type OrderDetail } from '@/features/order'
import { CallError, replace, useParams, useRefresh } from '@/platform'
import { View } from '@tarojs/components'
import { Backdrop, Empty, Failure, Page, Patient, SkeletonList } from '@/ui'
import { OrderActions } from '../parts/OrderActions'
import { Head } from './Head'
import { Journey } from './Journey'
import { OrderLines } from './OrderLines'
import { Papers } from './Papers'
import { Refund } from './Refund'
import './index.scss'

export default function OrderDetailPage() {
  const { orderId, merchant_trade_no: fromMessage } = useParams('sale/order')
  const order = useOrder(orderId ?? fromMessage ?? '')
  const contact = useContact()
  useFreshOnShow('order')
  useRefresh(order.refetch)

  if (order.data) return <Detail order={order.data} onExpired={() => void order.refetch()} />
  if (order.error instanceof CallError && ['NOT_FOUND', 'BAD_INPUT'].includes(order.error.code)) {
    return (
      <Page title="订单详情">
        <Empty
          art="receipt"
          title="没有这笔订单"
          text="换个账号看看，或者去订单列表找找"
          action="我的订单"
          onAction={() => replace('sale/orders', {})}
        />
      </Page>
    )
  }
  return (
    <Page title="订单详情">
      {order.error ? (
        <Failure
          text={
            <>
              <View>订单没有丢，付款也没有重复。</View>
              <View>换个网络再试一次就好</View>
            </>
          }
          code={sayError(order.error).code}
          onRetry={order.refetch}
          onContact={contact}
        />
      ) : (
        <Patient>
          <SkeletonList />
        </Patient>
      )}
    </Page>
  )
}

function Detail({ order, onExpired }: { order: OrderDetail; onExpired: () => void }) {
  const confirming = useConfirming(order.orderId)
  return (
    <Page
      title="订单详情"
      nav={{ tone: 'dark' }}
      backdrop={<Backdrop height={138} />}
      bar={
        confirming ? undefined : (
          <>
            <View className="u-grow" />
            <OrderActions order={order} />
          </>
        )
      }
    >
      <Head order={order} confirming={confirming} onExpired={onExpired} />
      <Refund order={order} />
      <Journey order={order} />
      <OrderLines order={order} />
      <Papers order={order} />
    </Page>
  )
}
