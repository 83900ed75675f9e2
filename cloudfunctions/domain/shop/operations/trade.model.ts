/**
 * What WeChat said when it was last asked whether the mini-program may sell goods.
 *
 * Collection `wechatAccount`, `_id` = 'trade'; none until WeChat has answered once.
 */
export interface TradeDoc {
  _id: 'trade'
  standing: 'open' | 'unopened' | 'unconfirmed'
  /** Since when it has been like this, as far as it was asked. */
  since: number
}
