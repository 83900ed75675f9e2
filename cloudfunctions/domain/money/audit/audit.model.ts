import type { Document } from '../../../platform/database'
import type { OrderDoc } from '../../sale/order/order.model'

/** Something that must not be. `rule` is the invariant's id; `OWED` is work that a later run finishes. */
export interface Violation {
  rule: string
  /** What is wrong; with the openid of whom it concerns, so never for a client or a log. */
  subject: string
  detail: string
}

/** What was found of a document; `step` and `key` say how to look at it again. */
export interface Finding extends Violation {
  step: StepName
  key: string
}

/** Says what does not agree about the document `key`. */
export type Report = (key: string, rule: string, subject: string, detail: string) => void

/** What is walked through, in this order. */
export const STEPS = [
  'entries',
  'commissions',
  'statements',
  'orders',
  'settlements',
  'accounts',
  'distributors',
  'quotas',
] as const
export type StepName = (typeof STEPS)[number]

/** What the books are checked against of an order. */
export const BOOKED_FIELDS = [
  'lines',
  'freightFen',
  'chain',
  'policy',
  'refunds',
  'paidAt',
  'owed',
] as const satisfies (keyof OrderDoc)[]
export type BookedOrder = Pick<OrderDoc, '_id' | (typeof BOOKED_FIELDS)[number]>

/**
 * A night's check of the books and how far it has come, so that whoever goes on goes on there.
 *
 * Collection `audits`, `_id` = the business day on which it began.
 */
export interface AuditDoc extends Document {
  /** `waiting`: everything was looked at, and what was found is looked at again at `againAt`. */
  state: 'running' | 'waiting' | 'done'
  step: StepName
  /** The last document of the step that was looked at; absent at its beginning. */
  after?: string
  /** Documents that were looked at. */
  checked: number
  /** What does not agree; of a check that is not done, what may be on its way. At most `MOST_LISTED`. */
  found: Finding[]
  /** What was found beyond that. */
  unlisted: number
  startedAt: number
  againAt?: number
  finishedAt?: number
  /** Grows with each note of how far it has come: of two who go on at once one loses. */
  revision: number
}

export const MOST_LISTED = 200
