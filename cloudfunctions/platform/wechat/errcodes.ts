import { scrub, unknown, type Rejected, type Remedy, type Unknown } from '../wechatpay/result'

const decided = (...codes: number[]) => codes.map((code): [number, Remedy] => [code, 'decided'])
const defects = (...codes: number[]) => codes.map((code): [number, Remedy] => [code, 'defect'])

/** What to do about errcodes of WeChat's server APIs; those not named here are left to a person. */
const REMEDIES = new Map<number, Remedy>([
  // Quota of the minute or the day.
  [45009, 'retry'],
  [45011, 'retry'],
  // A payment may reach the shipping service a little later than us.
  [10060001, 'retry'],
  // The user does not want the message, or there is no such user.
  [43101, 'decided'],
  [40003, 'decided'],
  // A card by the number of a payment: not known yet, being changed; expired, banned, refused, not in this state.
  [85437, 'retry'],
  [85449, 'retry'],
  ...decided(85436, 85438, 85439, 85442, 85448, 85461, 85462),
  ...defects(85433, 85434, 85435, 85440, 85441, 85443),
  // Shipping: finished before, shipped anew before, cannot be shipped, not this user's.
  [10060002, 'decided'],
  [10060003, 'decided'],
  [10060004, 'decided'],
  [10060031, 'decided'],
  // Nobody who has used the mini-program lately: their text or picture cannot be checked.
  [61010, 'decided'],
  // The same picture asked about too often; no kind of media that is checked.
  [87020, 'decided'],
  [40004, 'defect'],
  // Arguments.
  [40097, 'defect'],
  [40129, 'defect'],
  [40169, 'defect'],
  [41030, 'defect'],
  [47001, 'defect'],
  [47003, 'defect'],
  [10060005, 'defect'],
  [10060006, 'defect'],
  [10060007, 'defect'],
  [10060008, 'defect'],
  [10060009, 'defect'],
  [10060014, 'defect'],
  [10060024, 'defect'],
  [10060025, 'defect'],
  [10060026, 'defect'],
  [268485194, 'defect'],
  [268485195, 'defect'],
  [268485196, 'defect'],
  [268485197, 'defect'],
  [268485216, 'defect'],
  [268485224, 'defect'],
  [268485226, 'defect'],
  [268485227, 'defect'],
  [268485228, 'defect'],
])

/** System errors: nobody knows whether it was done. */
const SYSTEM = new Set([-1, 85431, 10060012, 10060019])

/** The access_token is not, or no longer, good. */
export const TOKEN_PROBLEMS: ReadonlySet<number> = new Set([40001, 40014, 41001, 42001])

export function failure(errcode: number, errmsg: string): Rejected | Unknown {
  if (SYSTEM.has(errcode)) return unknown('server_error', `errcode ${errcode}`)
  return refused(errcode, errmsg)
}

export function refused(errcode: number, errmsg: string): Rejected {
  const remedy = REMEDIES.get(errcode) ?? 'person'
  return {
    kind: 'rejected',
    code: String(errcode),
    message: scrub(errmsg).slice(0, 200),
    final: remedy === 'decided' || remedy === 'defect',
    remedy,
  }
}
