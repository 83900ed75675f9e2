/**
 * WeChat's directory of couriers as it was last asked for.
 *
 * Collection `couriers`, `_id` = 'wechat'.
 */
export interface CourierListDoc {
  _id: 'wechat'
  /** Empty until WeChat has answered once. */
  couriers: Courier[]
  /** Not before this instant is it asked again. */
  askAgainAt: number
}

export interface Courier {
  /** WeChat's id, such as `SF`. */
  code: string
  name: string
}
