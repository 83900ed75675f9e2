import type { Context } from './context'

/** One thing that the timer does for a domain (`jobs` in `x.jobs.ts`). */
export interface Job {
  readonly name: string
  /** How often it is wanted, in minutes of the clock; with every run when absent. */
  readonly everyMinutes?: number
  /**
   * Bounded: it begins nothing after `until` (ms), and is called again in the same run when that has passed and time is
   * left. Never at work twice at the same time. Answers counts for the log.
   */
  run(ctx: Context, until: number): Promise<unknown>
}
