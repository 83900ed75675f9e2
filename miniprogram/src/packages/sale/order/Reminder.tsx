import { View } from '@tarojs/components'
import { useState } from 'react'
import type { OrderDetail } from '@/features/order'
import { useSession } from '@/data'
import { askToSubscribe, isWeb } from '@/platform'
import { toast } from '@/ui'

/** 发货提醒我: asks WeChat's question again, for who said no at the cashier or paid on another phone. */
export function Reminder({ order }: { order: OrderDetail }) {
  const template = useSession().data?.shop.messageTemplates['shipped']
  const [asked, setAsked] = useState(false)
  if (isWeb || !template || asked || order.state !== 'paid' || !order.live) return null
  const ask = () =>
    askToSubscribe([template]).then((accepted) => {
      if (accepted.length === 0) return
      setAsked(true)
      toast('好的，发货时微信会告诉你', { icon: 'ok' })
    })
  return (
    <View className="order-reminder" role="button" hoverClass="u-press" onClick={() => void ask()}>
      发货提醒我
    </View>
  )
}
