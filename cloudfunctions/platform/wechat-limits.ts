/** How long texts may be that WeChat takes, in the unit of each: who writes them makes room, who sends them cuts. */

/** What WeChat Pay shows the payer (商品描述), in bytes of UTF-8. */
export const DESCRIPTION_BYTES = 127

/** Why money goes back, as WeChat Pay shows it, in bytes of UTF-8. */
export const REFUND_REASON_BYTES = 80

/** What is in a parcel (商品信息), in code points. */
export const PARCEL_CODE_POINTS = 120

/** A `thing` of a subscribe message, in code points. */
export const THING_CODE_POINTS = 20
