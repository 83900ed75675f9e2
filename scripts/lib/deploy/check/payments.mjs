/** An order that nobody has: WeChat Pay's signed answer that it has none proves merchant, keys and serial number. */
const UNKNOWN_ORDER = 'DEPLOY0CHECK0UNKNOWN0ORDER'

const CURES = [
  [
    /^SIGN_ERROR|HTTP 401/,
    'WXPAY_MCHID, WXPAY_SERIAL_NO and WXPAY_PRIVATE_KEY do not belong together: take all three from 商户平台 → 账户中心 → API安全.',
  ],
  [
    /^(NO_AUTH|APPID_MCHID_NOT_MATCH)/,
    'Bind the AppID: 商户平台 → 产品中心 → AppID账号管理, and confirm it at mp.weixin.qq.com → 微信支付.',
  ],
  [/^MCH_NOT_EXISTS/, 'WXPAY_MCHID is no merchant.'],
  [
    /unknown_serial/,
    'WeChat Pay signs with a key that WXPAY_PLATFORM_KEYS does not have: add it under the named number (商户平台 → 账户中心 → API安全 → 微信支付公钥).',
  ],
  [/^unverified/, 'WXPAY_PLATFORM_KEYS holds another key than WeChat Pay signs with.'],
]

/**
 * Asks WeChat Pay, signed, for an order that it does not have.
 * @returns why that failed, in a sentence; nothing when it did not
 */
export async function askWeChatPay({ deployment, server }) {
  const { createPayGateway } = server
  const gateway = createPayGateway(deployment.config, { now: Date.now })
  const answer = await gateway.query(UNKNOWN_ORDER)
  if (answer.kind === 'rejected' && /^ORDER_?NOT_?EXIST/.test(answer.code)) return undefined
  const why = answer.kind === 'rejected' ? `${answer.code} ${answer.message}` : answer.cause
  return {
    why,
    cure:
      CURES.find(([pattern]) => pattern.test(why))?.[1] ??
      'Try again; docs/operations.md says where the keys are.',
  }
}

export async function checkPayments(parts, { fine, wrong }) {
  const problem = await askWeChatPay(parts)
  if (problem) wrong(`WeChat Pay does not take the merchant’s signed question: ${problem.why}`, problem.cure)
  else fine('WeChat Pay: takes our signature, and we take its')
}
