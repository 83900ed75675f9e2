import Taro from '@tarojs/taro'
import { isWeb } from './env'
import { refusalOf, type Refusal } from './refusal'

/** Whether codes can be scanned; a browser cannot. */
export const canScan = !isWeb

/**
 * Opens WeChat's scanner for the codes of labels, of the camera or of a picture. Never throws.
 * https://developers.weixin.qq.com/miniprogram/dev/api/device/scan/wx.scanCode.html
 */
export async function scanCode(): Promise<{ text: string } | { refusal: Refusal }> {
  try {
    const { result } = await Taro.scanCode({ onlyFromCamera: false, scanType: ['barCode', 'qrCode'] })
    return { text: result }
  } catch (error) {
    return { refusal: refusalOf(error) }
  }
}
