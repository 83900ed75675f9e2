import Taro from '@tarojs/taro'
import { isWeb } from './env'
import { refusalOf, type Refusal } from './refusal'

/** As WeChat's address book has it: any part may be empty, the number may be written in any way. */
export interface WeChatAddress {
  name: string
  phone: string
  province: string
  city: string
  /** Empty where a city has no districts. */
  district: string
  /** With its street, once. */
  detail: string
}

/** Whether WeChat's own address book can be offered. */
export const hasWeChatAddresses = !isWeb

/** What WeChat answers besides its typed fields. */
type Picked = Omit<Taro.chooseAddress.SuccessCallbackResult, 'streetName' | 'detailInfoNew'> & {
  streetName?: string
  detailInfoNew?: string
}

/** Lets the user pick from WeChat's address book. Never throws. */
export async function chooseWeChatAddress(): Promise<{ address: WeChatAddress } | { refusal: Refusal }> {
  try {
    return { address: toAddress(await Taro.chooseAddress()) }
  } catch (error) {
    return { refusal: refusalOf(error) }
  }
}

function toAddress(picked: Picked): WeChatAddress {
  return {
    name: picked.userName,
    phone: picked.telNumber,
    province: picked.provinceName,
    city: picked.cityName,
    district: picked.countyName,
    detail: detailOf(picked),
  }
}

/**
 * The older detail has the street in it, the newer one (`detailInfoNew`) may; some phones name it twice.
 * https://developers.weixin.qq.com/miniprogram/dev/api/open-api/address/wx.chooseAddress.html
 */
export function detailOf({
  streetName: street = '',
  detailInfo,
  detailInfoNew,
}: Pick<Picked, 'streetName' | 'detailInfo' | 'detailInfoNew'>): string {
  const newer = detailInfoNew && !detailInfoNew.startsWith(street) ? street + detailInfoNew : detailInfoNew
  const detail = newer || detailInfo
  return street !== '' && detail.startsWith(street + street) ? detail.slice(street.length) : detail
}
