/**
 * 新版一次性订阅消息, the card of goods that a courier brings (`notify_type` 2001): the number of a payment is the
 * permission, nobody is asked. It is opened within 24 hours of the payment and may change for 30 days.
 *
 * Only what is written of it is used here. Its later states (receipt, refund) are in no document that could be read.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message-2.html
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message-template/2001.html
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_setusernotify.html
 */

/** What WeChat shows: 待发货, 部分发货, 已发货. A card is opened as the first. */
export type CardState = 'to_ship' | 'partly_shipped' | 'shipped'

export interface CardGoods {
  name: string
  /** An address that WeChat can fetch: `https://…`. */
  picture: string
  /** Without a leading slash. */
  page: string
  quantity: number
  /** Of one piece. */
  priceFen: number
}

export interface CardInput {
  /** Who paid. */
  openid: string
  /** WeChat Pay's number of the payment. */
  transactionId: string
  /** Opened by a tap; without a leading slash. */
  page: string
}

export interface OpenCardInput extends CardInput {
  goods: readonly CardGoods[]
  /** Of the payment, as WeChat Pay has them: they are compared. */
  amountFen: number
  paidAt: number
}

const GOODS_BY_COURIER = 2001
const STATES: Record<CardState, number> = { to_ship: 2, partly_shipped: 3, shipped: 4 }

const body = ({ openid, transactionId }: CardInput, content: object): Record<string, unknown> => ({
  openid,
  notify_type: GOODS_BY_COURIER,
  notify_code: transactionId,
  content_json: JSON.stringify(content),
})

/** The body of `set_user_notify` that opens a card. */
export function openCardBody(input: OpenCardInput): Record<string, unknown> {
  const { goods, page, amountFen, paidAt } = input
  return {
    ...body(input, {
      cur_status: STATES.to_ship,
      wxa_path_query: page,
      product_count: goods.reduce((sum, { quantity }) => sum + quantity, 0),
      product_list: {
        info_list: goods.map((one) => ({
          product_img: one.picture,
          product_name: one.name,
          product_path_query: one.page,
          count: one.quantity,
          single_price: one.priceFen,
        })),
      },
    }),
    check_json: JSON.stringify({ pay_amount: amountFen, pay_time: Math.floor(paidAt / 1000) }),
  }
}

/** The body that says how far an order is. */
export const cardBody = (input: CardInput, state: Exclude<CardState, 'to_ship'>): Record<string, unknown> =>
  body(input, { cur_status: STATES[state], wxa_path_query: input.page })

/** What WeChat says of a card that it has already: the state that it is opened with may not follow itself. */
export const OPENED_BEFORE: ReadonlySet<string> = new Set(['85439', '85448'])
