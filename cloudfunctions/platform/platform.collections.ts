import type { CollectionSpecs } from './collections'

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

declare module './collections' {
  interface Collections {
    tokens: TokenDoc
    migrations: MigrationDoc
  }
}

export const collections = {
  tokens: { version: 1, indexes: {} },
  migrations: { version: 1, indexes: {} },
} satisfies CollectionSpecs
