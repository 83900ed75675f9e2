import { View } from '@tarojs/components'
import { useState } from 'react'
import { cleanWaybill, useShip } from '@/features/fulfilment/merchant'
import { COURIER_CODES, COURIERS, isCourier, type CourierCode } from '@shared/couriers'
import { storage } from '@/platform'
import { Button, Choices, Field, Sheet, TextInput, toast } from '@/ui'
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

function lastCourier(): CourierCode | undefined {
  const code = storage.get<string>(LAST_COURIER)
  return code !== undefined && isCourier(code) ? code : undefined
}

/** 发货: courier and waybill. */
export function ShipSheet({ orderId, receiver, open, onClose }: ShipSheetProps) {
  const [courier, setCourier] = useState(lastCourier)
  const [waybill, setWaybill] = useState('')
  const [tried, setTried] = useState(false)
  const ship = useShip()
  const number = cleanWaybill(waybill)

  const send = async () => {
    setTried(true)
    if (!courier) return toast('请选快递公司')
    if (!number) return toast('请填快递单号，6 到 32 位字母或数字')
    await ship.mutateAsync({ orderId, courier, waybill: number })
    storage.set(LAST_COURIER, courier)
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
      <Field label="快递公司" tall {...(tried && !courier ? { error: '请选快递公司' } : {})}>
        <Choices
          options={COURIER_CODES.map((code) => ({ value: code, label: COURIERS[code] }))}
          {...(courier ? { value: courier } : {})}
          onChange={(code) => {
            if (isCourier(code)) setCourier(code)
          }}
        />
      </Field>
      <Field
        label="快递单号"
        required
        {...(tried && !number ? { error: '6 到 32 位字母或数字，请再看一眼' } : {})}
      >
        <TextInput value={waybill} onChange={setWaybill} placeholder="填写或粘贴单号" />
      </Field>
    </Sheet>
  )
}
