import { scrub, type Rejected, type Remedy } from './result'

/**
 * WeChat Pay's error codes in one spelling. The documentation writes some with and some without underscores
 * (ORDERNOTEXIST, ORDER_NOT_EXIST), so they are compared without.
 */
const REMEDIES: Record<string, Remedy> = {
  SYSTEM_ERROR: 'retry',
  FREQUENCY_LIMITED: 'retry',
  RATELIMIT_EXCEEDED: 'retry',
  BANK_ERROR: 'retry',
  BIZERR_NEED_RETRY: 'retry',
  USERPAYING: 'retry',
  STATEMENT_CREATING: 'retry',
  NOT_ENOUGH: 'person',
  NO_AUTH: 'person',
  RULE_LIMIT: 'person',
  ACCOUNT_ERROR: 'person',
  SIGN_ERROR: 'person',
  APPID_MCHID_NOT_MATCH: 'person',
  MCH_NOT_EXISTS: 'person',
  ORDERPAID: 'decided',
  ORDER_CLOSED: 'decided',
  ORDER_NOT_EXIST: 'decided',
  RESOURCE_NOT_EXISTS: 'decided',
  OUT_TRADE_NO_USED: 'decided',
  OPENID_MISMATCH: 'decided',
  // The payer's account is gone: the money has to be given back another way.
  USER_ACCOUNT_ABNORMAL: 'decided',
  TRADE_OVERDUE: 'decided',
  INVALID_TRANSACTIONID: 'decided',
  TRADE_ERROR: 'decided',
  NO_STATEMENT_EXIST: 'decided',
  PARAM_ERROR: 'defect',
  INVALID_REQUEST: 'defect',
}

const bare = (code: string): string => code.replace(/[^A-Za-z0-9]/g, '').toUpperCase()

const SPELLINGS = new Map<string, string>([
  ...Object.keys(REMEDIES).map((code): [string, string] => [bare(code), code]),
  ['ORDERNOTEXISTS', 'ORDER_NOT_EXIST'],
  ['RESOURCENOTEXIST', 'RESOURCE_NOT_EXISTS'],
  ['RATELIMITEXCEED', 'RATELIMIT_EXCEEDED'],
  ['RATELIMIT', 'RATELIMIT_EXCEEDED'],
  ['FREQUENCYLIMIT', 'FREQUENCY_LIMITED'],
  ['MCHNOTEXIST', 'MCH_NOT_EXISTS'],
])

/** One spelling for a code; an unknown one stays as it is, in upper case. */
export const normaliseCode = (code: string): string =>
  SPELLINGS.get(bare(code)) ?? code.toUpperCase().slice(0, 64)

/** A refusal by code. What we do not know is left to a person, and not final. */
export function rejected(code: string, message: string): Rejected {
  const normal = normaliseCode(code)
  const remedy = (Object.hasOwn(REMEDIES, normal) && REMEDIES[normal]) || 'person'
  return {
    kind: 'rejected',
    code: normal,
    message: scrub(message).slice(0, 200),
    final: remedy === 'decided' || remedy === 'defect',
    remedy,
  }
}
