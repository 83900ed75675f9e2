import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  deliveryInput,
  deliveryProblems,
  useCorrect,
  type Delivery,
  type MerchantOrder,
} from '@/features/fulfilment/merchant'
import { Button, Sheet, toast } from '@/ui'
import { DeliveryFields } from './DeliveryFields'
import '@/merchant/sheet.scss'

export interface CorrectSheetProps {
  orderId: string
  parcel: MerchantOrder['parcels'][number]
  open: boolean
  onClose: () => void
}

/** 改单号: what was sent under a wrong number. WeChat allows it once. */
export function CorrectSheet({ orderId, parcel, open, onClose }: CorrectSheetProps) {
  const [delivery, setDelivery] = useState<Delivery>(() => ({
    way: parcel.way,
    otherName: parcel.courierName,
    waybill: parcel.waybill,
    ...(parcel.way === 'express' && { courier: { code: parcel.courier, name: parcel.courierName } }),
  }))
  const [tried, setTried] = useState(false)
  const correct = useCorrect()
  const problems = deliveryProblems(delivery)

  const save = async () => {
    setTried(true)
    const [problem] = Object.values(problems)
    if (problem) return toast(problem)
    await correct.mutateAsync({ orderId, parcelId: parcel.parcelId, ...deliveryInput(delivery) })
    toast('改好了，微信里的物流也会更新', { icon: 'ok' })
    onClose()
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="改单号"
      footer={
        <Button block onClick={save}>
          保存
        </Button>
      }
    >
      <View className="m-sheet__to">微信只允许改一次，请核对好再保存</View>
      <DeliveryFields delivery={delivery} problems={tried ? problems : {}} onChange={setDelivery} />
    </Sheet>
  )
}
