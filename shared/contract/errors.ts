/**
 * Every error a call may answer: its code and the sentence a user reads.
 * A developer finds the cause in the log under the request id.
 */
export const ERROR_SENTENCES = {
  BAD_INPUT: '填写的内容有误，请检查后再试',
  NOT_FOUND: '内容不存在或已失效',
  FORBIDDEN: '你没有权限进行这项操作',
  UNAUTHENTICATED: '请在微信中打开后再试',
  UNKNOWN_CALL: '当前版本过低，请更新后再试',
  BUSY: '现在人有点多，请稍后再试',
  INTERNAL: '出了点小问题，没丢也没重复，请稍后再试',

  SOLD_OUT: '手慢了，库存不足',
  PRODUCT_UNAVAILABLE: '有商品已下架，请返回调整',
  PRICE_CHANGED: '价格有变动，请确认后再下单',
  CART_FULL: '购物车放不下啦，先清理一些吧',
  ADDRESS_REQUIRED: '请先选择收货地址',
  ADDRESS_LIMIT: '最多保存 20 个收货地址',
  ORDER_STATE: '订单状态已变化，请刷新后再试',
  ORDER_EXPIRED: '订单已超时关闭，请重新下单',
  ORDER_PAID: '订单已支付，无需重复付款',
  PAYMENT_UNAVAILABLE: '微信支付暂时没有响应，请稍后再试',

  ALREADY_APPLIED: '你已提交过申请，请等待审核',
  ALREADY_DISTRIBUTOR: '你已经是推广员了',
  NOT_DISTRIBUTOR: '成为推广员后才能使用',
  AGREEMENT_OUTDATED: '推广协议已更新，请重新阅读并同意',
  CODE_UNAVAILABLE: '小程序码暂时生成不了，请稍后再试',

  REFUND_STATE: '这笔订单现在不能退款',
  REVIEW_STATE: '这份申请已经处理过了',
  VERSION_CONFLICT: '内容刚刚被别人改过，请刷新后再改',
  DIFFERENCE_STATE: '这笔差异已经处理过了',
  RECONCILING: '这一天正在对账，请稍后再看',
  STOCK_NEGATIVE: '调整后库存会小于 0，请检查数量',
  ADJUSTMENT_EXPIRED: '这次调整放得太久了，请看一眼现在的库存再重新调',
} as const

export type ErrorCode = keyof typeof ERROR_SENTENCES

/** Codes that any call may answer, beside the ones it lists itself. */
export const COMMON_ERRORS = [
  'BAD_INPUT',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'UNKNOWN_CALL',
  'BUSY',
  'INTERNAL',
] as const satisfies readonly ErrorCode[]

/** A refusal that a user can understand. `cause` is for the log only. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    options: { sentence?: string; cause?: unknown } = {},
  ) {
    super(options.sentence ?? ERROR_SENTENCES[code], { cause: options.cause })
  }
}
