/** An answer of WeChat Pay that is no success: `{code, message}` under an HTTP status. */
export class WechatPayError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export const paramError = (message: string) => new WechatPayError(400, 'PARAM_ERROR', message)
export const invalidRequest = (message: string) => new WechatPayError(400, 'INVALID_REQUEST', message)
export const signError = (message: string) => new WechatPayError(401, 'SIGN_ERROR', message)
export const orderPaid = () => new WechatPayError(400, 'ORDERPAID', '该订单已支付')
export const orderClosed = () => new WechatPayError(400, 'ORDER_CLOSED', '该订单已关闭')
/** Under a status that looks like success. */
export const userPaying = () => new WechatPayError(202, 'USERPAYING', '用户支付中，需要输入密码')
export const frequencyLimited = (message: string) => new WechatPayError(429, 'FREQUENCY_LIMITED', message)
export const orderNotExist = () => new WechatPayError(404, 'ORDER_NOT_EXIST', '订单不存在')
