/** The body of a request, as the SDK sends it. Everything is the caller's and unchecked. */
export interface AdminRequest {
  action?: unknown
  collectionName?: unknown
  transactionId?: unknown
  query?: unknown
  data?: unknown
  order?: unknown
  projection?: unknown
  offset?: unknown
  limit?: unknown
  multi?: unknown
  merge?: unknown
  upsert?: unknown
  stages?: unknown
}

/** What an operation answers: fields of the answer beside `requestId`. */
export type Answer = Record<string, unknown>
