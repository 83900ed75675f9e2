import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** WeChat's component comes back as a mini-program of its own. */
const COMPONENT_APP_ID = 'wx1183b055aeec94d1'

export type ReceiptAsked = 'confirmed' | 'closed' | 'unavailable'

interface BusinessView {
  businessType: string
  extraData: Record<string, string>
  fail: (error: { errMsg?: string }) => void
}

/**
 * Opens WeChat's component for the receipt (确认收货组件), in a tap. `confirmed` and `closed`: the buyer has been there, and
 * the server has to ask WeChat what came of it. `unavailable`: a browser, an old WeChat, or an order that WeChat does
 * not know to be shipped. Never throws.
 * https://developers.weixin.qq.com/miniprogram/dev/platform-capabilities/business-capabilities/order-shipping/order-shipping-half.html
 */
export function confirmReceiptInWechat(transactionId: string): Promise<ReceiptAsked> {
  const view = openBusinessView()
  if (!view) return Promise.resolve('unavailable')
  return new Promise((resolve) => {
    const finish = (outcome: ReceiptAsked) => {
      Taro.offAppShow(hear)
      resolve(outcome)
    }
    const hear = ({ referrerInfo }: Taro.onAppShow.CallbackResult) => {
      if (referrerInfo?.appId !== COMPONENT_APP_ID) return
      const { status } = (referrerInfo.extraData ?? {}) as { status?: string }
      finish(status === 'fail' ? 'unavailable' : status === 'success' ? 'confirmed' : 'closed')
    }
    Taro.onAppShow(hear)
    view({
      businessType: 'weappOrderConfirm',
      extraData: { transaction_id: transactionId },
      fail: ({ errMsg = '' }) => finish(/cancel/.test(errMsg) ? 'closed' : 'unavailable'),
    })
  })
}

/** Taro has no name for it. */
function openBusinessView(): ((options: BusinessView) => void) | undefined {
  if (isWeb) return undefined
  const { openBusinessView: open } = wx as { openBusinessView?: (options: BusinessView) => void }
  return open?.bind(wx)
}

declare const wx: object
