import type { CollectionSpecs } from './collections'
import type { TrailDoc } from './trail'

/** Collection `tokens`, `_id` = appid: WeChat's access_token, which instances share. */
export interface TokenDoc {
  _id: string
  token: string
  expiresAt: number
}

/** Collection `migrations`, `_id` = id of the migration: how far it is. */
export interface MigrationDoc {
  _id: string
  /**
   * `before`: the documents that stood when it began. `after`: those that functions of before have inserted
   * meanwhile, once the new functions are there. `done`: nothing is left.
   */
  phase: 'before' | 'after' | 'done'
  /** The last `_id` that this phase has dealt with; empty before the first. */
  position: string
  startedAt: number
  finishedAt?: number
}

/**
 * Collection `deployed`, `_id` = what: what a deployment has told others, so that the next one tells only what is new.
 */
export interface DeployedDoc {
  _id: string
  value: string
  at: number
}

/** Collection `trials`: what a deployment tries the database with. */
export interface TrialDoc {
  _id: string
  count: number
}

/**
 * Collection `jobs`, `_id` = `timer`: who works on the jobs of the timer, and when each of them began last. One lease
 * for all of them: a run takes them one after another anyway, and one document makes it one round trip to take them
 * and one to give them back.
 */
export interface TimerDoc {
  _id: string
  /** The run that has the lease, until then; ms. */
  by: string
  until: number
  /** Runs that have begun since the last one that ended; above 1 when some have died. */
  begun: number
  began: JobBegan[]
}

export interface JobBegan {
  job: string
  /** ms. */
  at: number
}

declare module './collections' {
  interface Collections {
    tokens: TokenDoc
    migrations: MigrationDoc
    jobs: TimerDoc
    trail: TrailDoc
    deployed: DeployedDoc
    trials: TrialDoc
  }
}

export const collections = {
  tokens: { version: 1, indexes: {} },
  migrations: { version: 1, indexes: {} },
  jobs: { version: 1, indexes: {} },
  trail: {
    version: 1,
    readers: ['trail'],
    indexes: {
      at: ['-at', '-_id'],
      kind_at: ['kind', '-at', '-_id'],
      staff_at: ['staffId', '-at', '-_id'],
      staff_kind_at: ['staffId', 'kind', '-at', '-_id'],
    },
  },
  deployed: { version: 1, indexes: {} },
  trials: { version: 1, indexes: {} },
} satisfies CollectionSpecs
