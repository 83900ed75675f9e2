import { View } from '@tarojs/components'
import { useState } from 'react'
import {
  deliveryInput,
  deliveryProblems,
  useShip,
  type Courier,
  type Delivery,
} from '@/features/fulfilment/merchant'
import { COURIERS, isCourier } from '@shared/couriers'
import { storage } from '@/platform'
import { Button, Sheet, toast } from '@/ui'
import { DeliveryFields } from './DeliveryFields'
import '@/merchant/sheet.scss'

export interface ShipSheetProps {
  orderId: string
  /** To whom it goes, so that no parcel gets another's number. */
  receiver: string
  open: boolean
  onClose: () => void
}

/** A shop sends with the same courier most of the time. */
const LAST_COURIER = 'last-courier'

function lastCourier(): Courier | undefined {
  const code = storage.get<string>(LAST_COURIER)
  return code !== undefined && isCourier(code) ? { code, name: COURIERS[code] } : undefined
}

function empty(): Delivery {
  const courier = lastCourier()
  return { way: 'express', otherName: '', waybill: '', ...(courier && { courier }) }
}

/** 发货: how it gets there, by which courier under which number. */
export function ShipSheet({ orderId, receiver, open, onClose }: ShipSheetProps) {
  const [delivery, setDelivery] = useState(empty)
  const [tried, setTried] = useState(false)
  const ship = useShip()
  const problems = deliveryProblems(delivery)

  const send = async () => {
    setTried(true)
    const [problem] = Object.values(problems)
    if (problem) return toast(problem)
    await ship.mutateAsync({ orderId, ...deliveryInput(delivery) })
    if (delivery.courier) storage.set(LAST_COURIER, delivery.courier.code)
    toast('已发货，买家会收到通知', { icon: 'ok' })
    onClose()
  }

  return (
    <Sheet
      open={open}
      onClose={onClose}
      title="发货"
      footer={
        <Button block onClick={send}>
          确认发货
        </Button>
      }
    >
      <View className="m-sheet__to">{`收货人 ${receiver}`}</View>
      <DeliveryFields delivery={delivery} problems={tried ? problems : {}} onChange={setDelivery} />
    </Sheet>
  )
}
