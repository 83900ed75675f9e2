import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** A light tick under the finger, e.g. when a product falls into the cart. */
export function tick(): void {
  if (!isWeb) void Taro.vibrateShort({ type: 'light' }).catch(() => undefined)
}
