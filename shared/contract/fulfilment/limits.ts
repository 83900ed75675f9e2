/** A waybill as couriers print it, blanks taken out. */
export const WAYBILL = /^[0-9A-Za-z-]{6,32}$/

/** How goods get to the buyer: 快递, 同城配送, 到店自提, 无需物流. */
export const DELIVERY_WAYS = ['express', 'city', 'pickup', 'none'] as const
export type DeliveryWay = (typeof DELIVERY_WAYS)[number]
