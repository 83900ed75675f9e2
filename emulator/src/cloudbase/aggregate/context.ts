import type { View } from '../engine/view'
import type { Names, Variables } from '../expression'
import type { Collection } from '../store/collection'
import type { Store } from '../store/store'
import type { Doc } from '../value/types'
import type { Stage } from './stages'

/** What a pipeline is read and run with. */
export interface PipelineContext {
  /** Null where `$lookup` names a collection which does not exist. */
  readonly collection: Collection | null
  readonly store: Store
  readonly view: View
  /** Names of the variables which are bound around the pipeline. */
  readonly names: Names
  /** Reads a pipeline within a stage. */
  readonly compile: (stages: readonly Stage[], context: PipelineContext) => Pipeline
}

/** A pipeline which has been read and checked: what it gives with those variables. */
export type Pipeline = (variables: Variables) => readonly Doc[]
