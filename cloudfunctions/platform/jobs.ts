import type { CollectionName } from './collections'
import type { Context } from './context'
import type { Filter } from './database'

/** Documents of a collection that wait for a job; an index serves the condition. */
export type Looked = {
  [K in CollectionName]: { readonly collection: K; readonly where: Filter<K> }
}[CollectionName]

/** One thing that the timer does for a domain (`jobs` in `x.jobs.ts`). */
export interface Job {
  readonly name: string
  /** How often it is wanted, in minutes of the clock; with every run when absent. */
  readonly everyMinutes?: number
  /**
   * Whether it has anything to do: a document that is like this. Jobs over one collection ask together, in one read a
   * run, and none of them runs while there is none. Without it the job looks for itself.
   */
  readonly looksFor?: (ctx: Context) => Looked
  /**
   * Bounded: it begins nothing after `until` (ms), and is called again in the same run when that has passed and time is
   * left. Never at work twice at the same time. Answers counts for the log.
   */
  run(ctx: Context, until: number): Promise<unknown>
}
