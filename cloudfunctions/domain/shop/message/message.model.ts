/**
 * How the card of an order in the buyer's messages stands: `open` since WeChat has it; `given_up` once WeChat has
 * refused to change it, and nothing is said there any more.
 */
export type CardStanding = 'open' | 'given_up'

declare module '../../sale/order/order.model' {
  interface OrderDoc {
    /** Absent: it has none. */
    messageCard?: CardStanding
  }
}
