import Taro from '@tarojs/taro'
import { isWeb } from './env'

export interface WeChatAddress {
  name: string
  phone: string
  province: string
  city: string
  district: string
  detail: string
}

/** Whether WeChat's own address book can be offered. */
export const hasWeChatAddresses = !isWeb

/** Lets the user pick from WeChat's address book; undefined when nothing was picked. */
export async function chooseWeChatAddress(): Promise<WeChatAddress | undefined> {
  if (isWeb) return undefined
  try {
    const picked = await Taro.chooseAddress()
    return {
      name: picked.userName,
      phone: picked.telNumber,
      province: picked.provinceName,
      city: picked.cityName,
      district: picked.countyName,
      detail: picked.detailInfo,
    }
  } catch {
    return undefined
  }
}
