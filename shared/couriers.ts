/**
 * 快递公司 that a shop sends with most of the time, by the id that WeChat's directory gives them. WeChat has some 1,500;
 * the rest are found by `merchant/courier.find`. Without schemas, so that the client can take it as it is.
 */
export const COURIERS = {
  SF: '顺丰速运',
  ZTO: '中通快递',
  YTO: '圆通速递',
  STO: '申通快递',
  YD: '韵达速递',
  JD: '京东快递',
  EMS: '邮政 EMS',
  JTSD: '极兔速递',
} as const
export type CourierCode = keyof typeof COURIERS

export const COURIER_CODES = Object.keys(COURIERS) as [CourierCode, ...CourierCode[]]

export function isCourier(text: string): text is CourierCode {
  return (COURIER_CODES as string[]).includes(text)
}

/** 其他快递: one that WeChat does not know; its name is written by hand. */
export const OTHER_COURIER = 'OTHER'
