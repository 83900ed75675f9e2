import * as z from 'zod'
import { command, query } from '../define'
import { refusedBy } from '../errors'
import { fen, fenInput, id, instant, retryLater, text, token } from '../fields'
import { address } from '../member/schema'
import { orderAmounts, orderLine, priceEffect } from '../order/schema'
import { payParams } from '../payment/schema'
import { REMARK } from './limits'
import { choices, lines, priceChange, seenPrice, whyNot } from './schema'

export const storefront = {
  /** What an order of these lines would cost now, and to whom it would go. */
  'order.quote': query({
    permission: 'member',
    input: z.strictObject({ lines, choices, addressId: id.optional() }),
    output: z.object({
      address: address.optional(),
      lines: z.array(
        orderLine.extend({ payFen: fen, state: z.enum(['ok', 'short', 'sold_out', 'delisted']) }),
      ),
      amounts: orderAmounts,
      freightEffects: z.array(priceEffect),
      /** Offers that do not apply, and why. */
      whyNots: z.array(whyNot),
      /** Of everything that decided the price: another one is another price, or another reason for it. */
      priceHash: z.string(),
      freeFreightFromFen: fen,
      /** False when a line cannot be bought. */
      orderable: z.boolean(),
    }),
    errors: ['NOT_FOUND', 'SHOP_CLOSED', 'ORDER_TOO_LARGE', ...refusedBy('storefront/order.quote')],
  }),
  /**
   * Places an order and holds its stock until `expiresAt`, which the shop's settings decide. The same token twice is
   * the same order. With `pay` the answer also brings what WeChat's sheet needs; without it in the answer the order
   * stands all the same, and `payment.prepare` goes on from there.
   */
  'order.place': command({
    permission: 'member',
    input: z.strictObject({
      token,
      lines,
      choices,
      addressId: id,
      remark: text(REMARK.most, REMARK.least).default(''),
      /** The amount the buyer saw; another amount now is refused. */
      expectedPayFen: fenInput,
      /** What that amount came from: so that a refusal can say what has changed. It decides nothing. */
      seen: seenPrice.optional(),
      fromCart: z.boolean().default(false),
      /** The buyer pays at once. */
      pay: z.boolean().default(false),
    }),
    output: z.object({
      orderId: z.string(),
      payFen: fen,
      expiresAt: instant,
      payParams: payParams.optional(),
    }),
    errors: [
      'SHOP_CLOSED',
      'SOLD_OUT',
      'PRODUCT_UNAVAILABLE',
      'PRICE_CHANGED',
      'ORDER_TOO_LARGE',
      'ADDRESS_REQUIRED',
      'UNPAID_LIMIT',
      'TOO_OFTEN',
      'TOKEN_REUSED',
      ...refusedBy('storefront/order.place'),
    ],
    details: { PRICE_CHANGED: priceChange, UNPAID_LIMIT: retryLater, TOO_OFTEN: retryLater },
  }),
}
