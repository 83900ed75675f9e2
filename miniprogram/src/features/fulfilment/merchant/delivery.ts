import type { InputOf } from '@shared/contract'
import { COURIER_NAME } from '@shared/contract/courier/limits'
import type { DeliveryWay } from '@shared/contract/fulfilment/limits'
import { OTHER_COURIER } from '@shared/couriers'
import { misfit } from '@shared/text/length'
import { cleanLine } from '@shared/text/line'
import { cleanWaybill } from './waybill'

export interface Courier {
  code: string
  name: string
}

/** What the merchant has entered so far of how goods get to the buyer. */
export interface Delivery {
  way: DeliveryWay
  courier?: Courier
  /** The name of another courier, as typed. */
  otherName: string
  /** As typed or pasted. */
  waybill: string
}

export const WAYS: readonly { value: DeliveryWay; label: string; note?: string }[] = [
  { value: 'express', label: '快递' },
  { value: 'pickup', label: '到店自提', note: '买家会看到“可以到店取货了”' },
  { value: 'city', label: '同城配送', note: '自己送，或叫跑腿送到' },
  { value: 'none', label: '无需物流', note: '只用于不用寄送的商品，比如电子券' },
]

export const isWay = (text: string): text is DeliveryWay => WAYS.some(({ value }) => value === text)

/** What is missing, by the field in which it is, in words. */
export interface DeliveryProblems {
  courier?: string
  otherName?: string
  waybill?: string
}

export function deliveryProblems({ way, courier, otherName, waybill }: Delivery): DeliveryProblems {
  if (way !== 'express') return {}
  const isNameless = courier?.code === OTHER_COURIER && misfit(otherName, COURIER_NAME) !== undefined
  return {
    ...(!courier && { courier: '请选快递公司' }),
    ...(isNameless && { otherName: `请写快递公司的名字，最多 ${COURIER_NAME.most} 个字` }),
    ...(!cleanWaybill(waybill) && { waybill: waybillProblem(waybill) }),
  }
}

const waybillProblem = (typed: string): string =>
  cleanLine(typed) === '' ? '请填快递单号' : '快递单号是 6 到 32 位字母或数字，请再看一眼'

/** As the server takes it; only for one without problems. */
export function deliveryInput({
  way,
  courier,
  otherName,
  waybill,
}: Delivery): Omit<InputOf<'merchant/fulfilment.ship'>, 'orderId'> {
  const number = cleanWaybill(waybill)
  if (way !== 'express' || !courier || !number) return { way }
  const isOther = courier.code === OTHER_COURIER
  return {
    way,
    courier: courier.code,
    waybill: number,
    ...(isOther && { courierName: cleanLine(otherName) }),
  }
}
