import type { InputOf } from '@shared/contract'

export type CourierCode = InputOf<'merchant/order.ship'>['courier']

/** 快递公司, the contract's own names: copied, because importing them would bring its schemas into the package. */
export const COURIER_NAMES: Readonly<Record<CourierCode, string>> = {
  SF: '顺丰速运',
  ZTO: '中通快递',
  YTO: '圆通速递',
  STO: '申通快递',
  YD: '韵达速递',
  JD: '京东快递',
  EMS: '邮政 EMS',
  JTSD: '极兔速递',
}

export const COURIER_CODES = Object.keys(COURIER_NAMES) as CourierCode[]

export function isCourier(text: string): text is CourierCode {
  return (COURIER_CODES as string[]).includes(text)
}
