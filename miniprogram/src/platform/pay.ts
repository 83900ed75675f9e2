import Taro from '@tarojs/taro'
import { isWeb } from './env'
import { invokeBridge } from './wechat-bridge'

/** What the server signs for `wx.requestPayment` (JSAPI 调起支付). */
export interface PaymentRequest {
  /** Only a browser asks for it. */
  appId?: string
  timeStamp: string
  nonceStr: string
  /** `prepay_id=…` */
  package: string
  signType: 'RSA' | 'MD5' | 'HMAC-SHA256'
  paySign: string
}

/** `paid` says only that WeChat closed the sheet happily: whether money moved, the server knows. */
export type PaymentOutcome = { status: 'paid' | 'cancelled' } | { status: 'failed'; detail: string }

/**
 * Opens WeChat's payment sheet. Never throws.
 * @param onPaid runs within WeChat's own callback, the only place besides a tap where it may be asked for messages
 */
export async function requestPayment(
  request: PaymentRequest,
  onPaid: () => void = () => undefined,
): Promise<PaymentOutcome> {
  if (isWeb) {
    return outcomeOf(await invokeBridge('getBrandWCPayRequest', request))
  }
  try {
    const { appId: _appId, ...params } = request
    // With a callback WeChat answers by callbacks alone: what it returns is no promise, and says nothing of the
    // payment.
    await new Promise<void>((resolve, reject) => {
      void Taro.requestPayment({
        ...params,
        success: () => {
          onPaid()
          resolve()
        },
        fail: reject,
      })
    })
    return { status: 'paid' }
  } catch (error) {
    return refusal(error)
  }
}

function outcomeOf({ outcome, detail }: Awaited<ReturnType<typeof invokeBridge>>): PaymentOutcome {
  if (outcome === 'ok') return { status: 'paid' }
  return outcome === 'cancel' ? { status: 'cancelled' } : { status: 'failed', detail }
}

function refusal(error: unknown): PaymentOutcome {
  const detail = String((error as { errMsg?: string } | null)?.errMsg ?? error)
  return /cancel/.test(detail) ? { status: 'cancelled' } : { status: 'failed', detail }
}
