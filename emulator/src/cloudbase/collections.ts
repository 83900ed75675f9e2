/** One field of an index. `'1'` ascends, `'-1'` descends. */
export interface IndexKeySpec {
  Name: string
  Direction: '1' | '-1'
}

/** An index as `@cloudbase/manager-node` takes it in `CreateIndexes`. */
export interface IndexSpec {
  IndexName: string
  MgoKeySchema: { MgoIsUnique: boolean; MgoIndexKeys: IndexKeySpec[] }
}

/**
 * A collection and its indexes. The deploy script hands the same list to `@cloudbase/manager-node`, so that
 * the cloud and the laptop have one definition.
 */
export interface CollectionSpec {
  collection: string
  indexes: IndexSpec[]
}
