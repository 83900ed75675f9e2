import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${D}/sale/cart/cart.repo.ts`,
    [
      ['CART-1', 'lines: _.lt(limit), ', ''],
      ['CART-2', '_.lte(most - quantity)', '_.gt(0)'],
      ['CART-2', 'lines: _.lt(limit), [`items.${fieldKey(skuId)}`]: _.exists(false)', 'lines: _.lt(limit)'],
      ['CART-5', '_.lte(until)', '_.gt(0)'],
      ['ONCE-1', 'token === undefined ? {} : { added: ctx.db._.nin([token]) }', '({})'],
    ],
  ],
  [`${D}/sale/cart/cart.service.ts`, [['ONCE-1', '`${token} ${skuId} ${quantity}`', 'token']]],
  [
    `${D}/sale/checkout/place.service.ts`,
    [
      [
        'ORDER-8',
        "if (order.requestHash !== '' && order.requestHash !== requestHashOf(input)) {",
        'if (Date.now() < 0) {',
      ],
      ['ORDER-9', 'if (priced.payFen !== input.expectedPayFen) {', 'if (Date.now() < 0) {'],
      ['PAY-14', '...(input.pay && priced.payFen > 0 && aboutToPrepare(now)),', ''],
      ['ORDER-7', 'await giveAllBack(ctx, order)', ''],
    ],
  ],
  [
    `${D}/sale/fulfilment/fulfilment.repo.ts`,
    [
      ['ORDER-2', "state: 'shipped', live: true, ...(buyerId", 'live: true, ...(buyerId'],
      ['ORDER-2', "{ _id: orderId, state: 'received', live: true }", '{ _id: orderId, live: true }'],
      ['REFUND-2', "state: 'shipped', live: true, ...(buyerId", "state: 'shipped', ...(buyerId"],
      ['ORDER-5', '...(buyerId === undefined ? {} : { buyerId })', ''],
      ['REFUND-4', 'live: true,\n        goodsRevision: order.goodsRevision,', ''],
      [
        'ONCE-5',
        "goodsRevision: _.inc(1),\n        ...follow(ctx, { transition: 'corrected'",
        "...follow(ctx, { transition: 'corrected'",
      ],
      ['ONCE-5', '{ _id, state, live: true, goodsRevision }', '{ _id }'],
    ],
  ],
  [
    `${D}/sale/payment/payment.repo.ts`,
    [
      ['PAY-2', "state: 'pending_payment',\n      payFen: payment.totalFen,", 'payFen: payment.totalFen,'],
      ['PAY-8', 'payFen: payment.totalFen,', ''],
      ['PAY-8', 'buyerId: payment.openid,', ''],
      ['PAY-11', "...(prepaid === null ? { prepay: _.exists(false) } : { 'prepay.at': prepaid }),", ''],
      ['PAY-11', "state: 'pending_payment',\n      ...(prepaid", '...(prepaid'],
      ['PAY-6', 'transactionId: _.nin([payment.transactionId, null]),', ''],
      ['UNPAID-3', 'slot: payment.orderId,', ''],
      ['UNPAID-3', "...(reason === 'timeout' && { slot: orderId }),", ''],
      ['UNPAID-5', "...(reason === 'timeout' && { slot: orderId }),", 'slot: orderId,'],
      ['PAY-15', "{ _id: orderId, buyerId, ...inPace(ctx, 'asks', ASK_PACE) }", '{ _id: orderId, buyerId }'],
      ['PAY-15', "expiresAt: _.gt(now),\n      ...inPace(ctx, 'asks', ASK_PACE),", 'expiresAt: _.gt(now),'],
    ],
  ],
  [
    `${D}/sale/payment/payment.rules.ts`,
    [
      ['PAY-8', "if (payment.appid !== us.appId) return 'appid'", ''],
      ['PAY-8', "if (payment.mchid !== us.mchid) return 'mchid'", ''],
      ['PAY-8', "if (currency !== 'CNY') return 'currency'", ''],
    ],
  ],
  [
    `${D}/sale/payment/apply.service.ts`,
    [['PAY-8', "if (payment.tradeState === 'REFUND') return refuse(ctx, payment, source, 'refunded')", '']],
  ],
  [
    `${D}/sale/payment/close.service.ts`,
    [
      [
        'PAY-10',
        "if (asked.kind === 'unsure') return 'unsure'",
        "if (asked.kind === 'unsure') return 'closed'",
      ],
      ['PAY-10', "kind: outcome.kind })\n  return 'unsure'", "kind: outcome.kind })\n  return 'closed'"],
      ['PAY-10', "PREPAY_IN_FLIGHT_MS ? 'closed' : 'unsure'", "PREPAY_IN_FLIGHT_MS ? 'closed' : 'closed'"],
    ],
  ],
  [
    `${D}/sale/fulfilment/shipping.service.ts`,
    [['OWED-20', "outcome.kind === 'rejected' && outcome.final", 'false']],
  ],
  [
    `${D}/sale/fulfilment/delivery.service.ts`,
    [
      ['COMM-22', 'if (received) await payAtOnce(ctx, received)', ''],
      ['RECEIPT-1', "return outcome.value === 'received'", 'return true'],
      ['RECEIPT-1', '!(await noteReceiptAsked(ctx, orderId))', 'false'],
      ['RECEIPT-2', 'if (await isReceivedInWechat(ctx, order)) {', 'if (false) {'],
      ['RECEIPT-2', 'ctx.clock.now() >= receiveBy', 'false'],
    ],
  ],
  [
    `${D}/sale/fulfilment/parcel.service.ts`,
    [
      ['ONCE-5', 'if (!parcels[parcelId]) return parcelId', 'return parcelId'],
      ['ONCE-5', 'if (Object.values(order.parcels).some((one) => isUnder(one, waybill))) return', ''],
    ],
  ],
  [
    `${D}/sale/refund/refund.repo.ts`,
    [
      ['REFUND-22', 'live: order.live', 'live: true'],
      ['REFUND-4', 'goodsRevision: order.goodsRevision,\n        refundableFen', 'refundableFen'],
      ['REFUND-7', '[`refunds.${fieldKey(refund.refundNo)}.state`]: refund.state,\n  }', '}'],
      ['REFUND-10', '[`refunds.${fieldKey(refundNo)}.attempt`]: attempt ?? db._.exists(false)', ''],
      ['ONCE-5', '...(press !== undefined && { [`${path}.presses`]: _.nin([press]) }),', ''],
      [
        'REFUND-10',
        "...(refund.problem === 'CLOSED' && { [`${path}.attempt`]: attemptOf(refund) + 1 }),",
        '',
      ],
    ],
  ],
  [
    `${D}/sale/refund/plan.rules.ts`,
    [
      ['REFUND-8', 'hasSomethingLeft(order) && inTime', 'hasSomethingLeft(order)'],
      ['REFUND-22', '(live || refundableFen > 0)', 'live'],
      ['REFUND-2', 'Math.min(line.quantity, unshipped.get(line.lineId) ?? 0)', 'line.quantity'],
    ],
  ],
  [
    `${D}/sale/checkout/unpaid.rules.ts`,
    [
      ['UNPAID-1', 'others.length < limits.unpaidOrders && ', ''],
      ['UNPAID-2', ' && piecesOf(others) + pieces <= limits.heldPieces', ''],
      ['UNPAID-5', 'rested && restsUntil <= now', 'rested'],
    ],
  ],
  [`${D}/sale/order/order.collections.ts`, [['UNPAID-1', "slot: { unique: ['slot'] }", "slot: ['slot']"]]],
  [`${D}/sale/checkout/draft.rules.ts`, [['LIMITED-1', 'if (!limit) return []', 'if (limit) return []']]],
]
