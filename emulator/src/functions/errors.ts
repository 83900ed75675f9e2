/** Why an invocation has no answer. */
export type Failure =
  | 'UNKNOWN_FUNCTION'
  | 'BUSY'
  | 'BAD_EVENT'
  | 'PAYLOAD_TOO_LARGE'
  | 'ANSWER_TOO_LARGE'
  | 'FUNCTION_ERROR'
  | 'TIMEOUT'
  /** The instance ended while it worked. */
  | 'CRASHED'
  | 'CLOSED'

/** The code under which the SDK hears of it: https://docs.cloudbase.net/error-code/basic */
export function sdkCodeOf(failure: Failure): string {
  if (failure === 'UNKNOWN_FUNCTION') return 'FUNCTION_NOT_FOUND'
  if (failure === 'TIMEOUT') return 'FUNCTIONS_TIME_LIMIT_EXCEEDED'
  return 'FUNCTIONS_EXECUTE_FAIL'
}

/** What it is over HTTP. */
export function httpStatusOf(failure: Failure): number {
  const statuses: Partial<Record<Failure, number>> = {
    UNKNOWN_FUNCTION: 404,
    BAD_EVENT: 400,
    PAYLOAD_TOO_LARGE: 413,
    BUSY: 503,
    TIMEOUT: 504,
  }
  return statuses[failure] ?? 502
}
