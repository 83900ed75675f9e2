/** How any request over HTTP can go wrong. */
const OF_REQUESTS = [
  /** Not applied; the connection breaks. */
  'refuse',
  /** Applied; the connection breaks instead of an answer. */
  'lose',
  /** Held until the caller has given up and done what it does then, only then applied; nobody hears the answer. */
  'delay',
  /** Applied at once; the answer never comes, until the caller gives up. */
  'stall',
  /** Applied twice, one after the other; the caller hears the second answer. */
  'twice',
  /** The instance that asked dies before it is applied. */
  'kill_before',
  /** It is applied, then the instance that asked dies without an answer. */
  'kill_after',
  /** The whole emulator ends with SIGKILL before it is applied. */
  'crash_before',
  /** It is applied as durably as if it were answered, then the whole emulator ends with SIGKILL. */
  'crash_after',
] as const

/** A service that answers with an error: too many calls, or out of order before or after the work. */
const ERROR_ANSWERS = ['rate_limit', 'system_error', 'system_error_after'] as const

/** Answers whose signature does not hold. */
const FORGED_ANSWERS = ['unsigned', 'bad_signature', 'stale', 'unknown_serial'] as const

/** What can go wrong where. */
export const FAULTS = {
  database: [...OF_REQUESTS, ...ERROR_ANSWERS],
  wechatpay: [...OF_REQUESTS, ...ERROR_ANSWERS, ...FORGED_ANSWERS, 'not_json'],
  wechat: [...OF_REQUESTS, ...ERROR_ANSWERS, 'not_json'],
  /**
   * Deliveries to the merchant, which are repeated until they are acknowledged. `kill_*` ends the instance that
   * receives one: before it begins, or when its work is done and nobody has heard so. `late`: comes 40 minutes later on
   * the shop's clock, behind whatever comes meanwhile.
   */
  notification: [
    'refuse',
    'lose',
    'late',
    'twice',
    'kill_before',
    'kill_after',
    'crash_before',
    'crash_after',
  ],
} as const

/** Where requests arrive. */
export type Gate = keyof typeof FAULTS
export type FaultName = (typeof FAULTS)[Gate][number]
/** Those that the service itself brings about: they change what it answers. */
export type AnswerFault = (typeof ERROR_ANSWERS)[number] | (typeof FORGED_ANSWERS)[number] | 'not_json'

/** The gate of a place such as `database.modifyDocument.orders`. */
export function gateOf(at: string): Gate | undefined {
  const gate = at.split('.', 1)[0] ?? ''
  return Object.hasOwn(FAULTS, gate) ? (gate as Gate) : undefined
}

/** Whether `fault` can happen at `at`. */
export function isOffered(at: string, fault: FaultName): boolean {
  const gate = gateOf(at)
  return gate !== undefined && (FAULTS[gate] as readonly FaultName[]).includes(fault)
}
