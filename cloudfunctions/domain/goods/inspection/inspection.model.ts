import type { Trailed } from '../../../platform/trail'

/** What WeChat says of a picture: `review` is not `pass`. */
export type Suggestion = 'pass' | 'review' | 'risky'

/** One answer of WeChat; `suggest` is absent when it could not look (such as -1008, not downloaded). */
export interface Verdict {
  /** The number that WeChat gave the question. */
  trace: string
  suggest?: Suggestion
  /** WeChat's number for the kind of content. */
  label?: number
}

/**
 * WeChat's check of one picture, owed from its upload on. Collection `pictureChecks`, `_id`: the name of the file,
 * which follows from its content, so the same picture twice is one check.
 */
export interface PictureCheckDoc extends Trailed {
  _id: string
  /** The file's id. */
  picture: string
  /** Whose upload it is (openid): WeChat wants to know. */
  by: string
  /**
   * - `waiting`: for the timer to ask (again), or for WeChat's answer
   * - `doubtful`: WeChat's answer was `review` or `risky`; `seen`: and somebody on the staff has looked
   * - `unchecked`: WeChat does not take it, or has not answered
   */
  state: 'waiting' | 'passed' | 'doubtful' | 'seen' | 'unchecked'
  /** When the timer asks, asks again, or gives up; absent unless `waiting`. ms */
  dueAt?: number
  /** Questions begun, whether or not WeChat took them. */
  tries: number
  /** A question is under way, or died under way. */
  asking?: boolean
  /** The numbers of all questions that WeChat took. */
  traces: string[]
  /** What came while a question was under way: one of it may be the answer. */
  early?: Verdict[]
  suggest?: Suggestion
  label?: number
  decidedAt?: number
}
