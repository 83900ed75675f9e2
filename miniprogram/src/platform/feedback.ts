import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** WeChat's own waiting sign, for a step that must not be tapped twice. Pages use `ui` for everything else. */
export function showWaiting(title = '请稍候'): void {
  void Taro.showLoading({ title, mask: true })
}

export function hideWaiting(): void {
  Taro.hideLoading()
}

/** A light tick under the finger, e.g. when a product falls into the cart. */
export function tick(): void {
  if (!isWeb) void Taro.vibrateShort({ type: 'light' }).catch(() => undefined)
}

/** Asks in WeChat's own dialog: for places without a page of ours. Pages use `ui/confirm`. */
export async function askNatively(title: string, content: string, confirmText = '确定'): Promise<boolean> {
  const { confirm } = await Taro.showModal({ title, content, confirmText })
  return confirm
}
