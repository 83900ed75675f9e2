import type { Context } from './context'

/** One thing that the timer does for a domain (`jobs` in `x.jobs.ts`). */
export interface Job {
  readonly name: string
  /** Bounded: it begins nothing after `until` (ms). Answers counts for the log. */
  run(ctx: Context, until: number): Promise<unknown>
}
