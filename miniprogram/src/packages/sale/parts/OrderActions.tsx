import { useContact } from '@/features/shop'
import { actionsOf, useBuyAgain, type OrderAction, type OrderSummary } from '@/features/order'
import { useCancelOrder, usePayOrder } from '@/features/payment'
import { useConfirmInWechat, useReceiveOrder } from '@/features/fulfilment'
import { switchTab } from '@/platform'
import { Button, confirm, toast } from '@/ui'
import './parts.scss'

interface OrderActionsProps {
  order: OrderSummary
  /** Told after the cashier was closed, e.g. to open the order. */
  onPaid?: () => void
  /** Without customer service: on a card of the list. */
  short?: boolean
}

/** What the buyer can do with an order now; the main one at the right. */
export function OrderActions({ order, onPaid, short }: OrderActionsProps) {
  const { orderId, lines } = order
  const contact = useContact()
  const pay = usePayOrder()
  const cancel = useCancelOrder()
  const confirmInWechat = useConfirmInWechat()
  const receive = useReceiveOrder()
  const buyAgain = useBuyAgain()

  const run: Record<OrderAction, () => Promise<unknown> | void> = {
    contact,
    pay: async () => {
      const result = await pay(orderId)
      if (result === 'cancelled') toast('还没付款，订单给你留着')
      if (result === 'paid' || result === 'confirming') onPaid?.()
    },
    cancel: async () => {
      const yes = await confirm({
        title: '取消这笔订单？',
        text: '取消后库存会还给别人，想要时再下单',
        confirmText: '取消订单',
        cancelText: '再想想',
        danger: true,
      })
      if (yes) await cancel.mutateAsync({ orderId }).then(() => toast('订单已取消'), ignore)
    },
    receive: async () => {
      const inWechat = await confirmInWechat(orderId, order.transactionId).catch(() => 'open' as const)
      if (inWechat === 'received') return toast('谢谢，已确认收货', { icon: 'ok' })
      if (inWechat === 'soon') return toast('微信正在处理，订单稍后会自动更新')
      if (inWechat === 'open') return
      const yes = await confirm({
        title: '东西收到了吗？',
        text: '确认收货后，货款会结给商家',
        confirmText: '收到了',
        cancelText: '还没有',
      })
      if (yes)
        await receive.mutateAsync({ orderId }).then(() => toast('谢谢，已确认收货', { icon: 'ok' }), ignore)
    },
    again: async () => {
      if (await buyAgain(lines)) switchTab('cart')
    },
  }
  const words: Record<OrderAction, string> = {
    contact: '联系客服',
    pay: '去支付',
    cancel: '取消订单',
    receive: '确认收货',
    again: '再次购买',
  }
  const actions = actionsOf(order).filter((action) => !short || action !== 'contact')
  return (
    <>
      {actions.map((action, at) => {
        const main = at === actions.length - 1 && (action === 'pay' || action === 'receive')
        return (
          <Button
            key={action}
            className="order-action"
            kind={main ? 'primary' : 'line'}
            size={short ? 'xs' : 's'}
            onClick={run[action]}
            {...(action === 'contact' ? { openType: 'contact' as const } : {})}
          >
            {words[action]}
          </Button>
        )
      })}
    </>
  )
}

/** A refusal has been said in a toast already. */
function ignore(): void {}
