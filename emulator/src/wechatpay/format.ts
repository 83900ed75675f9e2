import { randomBytes, randomInt } from '../random'

/** RFC 3339 in China's time, as WeChat Pay prints instants: `2026-01-01T08:00:00+08:00`. */
export const rfc3339 = (at: number): string =>
  new Date(at + 8 * 3600_000).toISOString().slice(0, 19) + '+08:00'

/** 28 digits: `42000`, a random part and the day, like a real 微信支付订单号. */
export const transactionId = (at: number): string =>
  '4200' + randomDigits(6) + dayDigits(at) + randomDigits(10)

/** 28 digits, like a real 微信支付退款单号. */
export const refundId = (at: number): string => '5030' + randomDigits(6) + dayDigits(at) + randomDigits(10)

/** Such as `wx2026010108000012345abcdef…`. */
export const prepayId = (at: number): string =>
  'wx' + rfc3339(at).slice(0, 19).replace(/\D/g, '') + randomBytes(10).toString('hex')

const dayDigits = (at: number): string => rfc3339(at).slice(0, 10).replace(/-/g, '')
const randomDigits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')
