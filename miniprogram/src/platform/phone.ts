import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** Opens the telephone with this number. */
export function callPhone(number: string): void {
  if (isWeb) location.href = `tel:${number.replace(/[^\d+]/g, '')}`
  else void Taro.makePhoneCall({ phoneNumber: number }).catch(() => undefined)
}
