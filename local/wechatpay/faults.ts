/**
 * How an answer can go wrong. `refuse` and `system_error` and `rate_limit`: nothing was done. `lose_answer`,
 * `system_error_after` and `hang`: it was done, but the caller does not hear so. The others are answered with
 * a signature that does not hold.
 */
export type FaultKind =
  | 'refuse'
  | 'system_error'
  | 'rate_limit'
  | 'lose_answer'
  | 'system_error_after'
  | 'hang'
  | 'unsigned'
  | 'bad_signature'
  | 'stale'
  | 'unknown_serial'
  | 'not_json'

export interface Faults {
  /** The next `times` (1) requests whose `METHOD /path` contains `match` (any) go wrong this way. */
  next(kind: FaultKind, options?: { times?: number; match?: string }): void
  clear(): void
  /** For the server: takes the fault meant for this request, if there is one. */
  take(request: string): FaultKind | undefined
}

export function createFaults(): Faults {
  let planned: { kind: FaultKind; times: number; match: string }[] = []
  return {
    next(kind, { times = 1, match = '' } = {}) {
      planned.push({ kind, times, match })
    },
    clear() {
      planned = []
    },
    take(request) {
      const found = planned.find((one) => request.includes(one.match))
      if (!found) return undefined
      found.times--
      if (found.times <= 0) planned = planned.filter((one) => one !== found)
      return found.kind
    },
  }
}
