import { createClock } from '../../src/base/clock'
import { createWechatPay, openWechatPayStore } from '../../src/wechatpay'
import { prepay } from '../../src/wechatpay/endpoints/prepay'

/** Pays order after order and says so, until it is killed. */
async function payForever(file: string): Promise<void> {
  const wechatpay = await createWechatPay({
    clock: createClock(),
    store: openWechatPayStore(file),
    baseUrl: 'http://127.0.0.1',
    deliver: async () => null,
  })
  const { appid, mchid } = wechatpay.merchant
  for (let number = 1; ; number++) {
    const outTradeNo = `order_${number}`
    const { prepay_id: prepayId } = prepay(wechatpay.context, {
      appid,
      mchid,
      out_trade_no: outTradeNo,
      description: '茶',
      notify_url: 'http://127.0.0.1/notify',
      amount: { total: number },
      payer: { openid: 'oPayer' },
    })
    const paid = wechatpay.pay(prepayId, { openid: 'oPayer' })
    if (!paid.ok) throw new Error(paid.code)
    await new Promise((resolve) => process.stdout.write(`${outTradeNo} ${paid.transactionId}\n`, resolve))
  }
}

void payForever(process.argv[2] ?? '')
