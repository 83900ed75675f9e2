import type { Value } from '../value/types'
import type { Draft, Parts } from './draft'

/**
 * An update operator on one path. The operand is checked when the update is read, whether or not a document
 * matches, as MongoDB does; what it returns is then run on each document, with the path's positions filled in.
 */
export type Operator = (path: string, value: Value) => (draft: Draft, parts: Parts) => void
