/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  SOLD_OUT: '手慢了，库存不足',
  PRODUCT_UNAVAILABLE: '有商品已下架，请返回调整',
  PRICE_CHANGED: '价格有变动，请确认后再下单',
  ORDER_TOO_LARGE: '一笔订单最多 1000 万元，请减少数量或分开下单',
  TOKEN_REUSED: '这笔订单已经提交过了，改动后请重新下单',
  UNPAID_LIMIT: '未付款的订单太多了，请先付款或取消再下单',
  ADDRESS_REQUIRED: '请先选择收货地址',
} as const
