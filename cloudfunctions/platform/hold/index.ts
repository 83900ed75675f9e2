export { bookMark, unbookMark } from './changes'
export { giveBackUsed, releaseHolds, consumeHolds } from './end'
export { holding } from './holding.schema'
export {
  heldOf,
  MARK_MS,
  NEVER,
  newHolding,
  sum,
  type Hold,
  type Holding,
  type HoldingCollection,
  type HoldStore,
  type Want,
} from './model'
export { owingOwners } from './owners'
export { holdAll, unholdAll, type Refusal, type Refused } from './place'
export { spread, totalOf, type Part } from './spread'
export { sweepHolds, type Owners } from './sweep'
