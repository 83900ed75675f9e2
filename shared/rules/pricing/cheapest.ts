import { leftFenOf } from './draft'
import type { Draft, WhyNot } from './types'

/**
 * A threshold that is measured on what other promotions left can be missed because of them: 1.00 off 100.50 loses the
 * coupon of 30.00 from 100.00. No buyer pays more because a promotion exists, so the cheapest set applies.
 *
 * Only what applied can stand in the way, so it is enough to leave applied sources out, one more at a time, and only
 * while a missed threshold is within reach: usually nothing is tried at all. Up to six promotions in one another's
 * way the answer is exact; beyond that it is the best of those tried.
 */

const MOST_TRIES = 64

export interface Cheapest {
  draft: Draft
  /** What was left out, and why. */
  whyNots: WhyNot[]
}

const payableOf = (draft: Draft) => leftFenOf(draft) + draft.freight.fen

/** What makes lines cheaper, by source, with its kind. */
function applied({ lines }: Draft): Map<string, string> {
  const found = new Map<string, string>()
  for (const { effects } of lines) {
    for (const { source, kind, fen } of effects) if (fen < 0) found.set(source, kind)
  }
  return found
}

/** Whether a threshold was missed by no more than what was taken off before it. */
function mayGetCheaper({ lines, whyNots }: Draft): boolean {
  const takenOff = lines
    .flatMap(({ effects }) => effects)
    .reduce((total, { fen }) => total + Math.max(0, -fen), 0)
  return whyNots.some(({ missingFen }) => missingFen !== undefined && missingFen <= takenOff)
}

/**
 * The cheapest of the drafts that `run` makes with some sources left out; among equals the one with the fewest.
 * @param run prices the order without the given sources
 */
export function cheapest(run: (leftOut: ReadonlySet<string>) => Draft): Cheapest {
  const first = run(new Set())
  const kinds = new Map<string, string>()
  const tried = new Set([''])
  const open = [first]
  let best = first
  for (let draft = open.shift(); draft; draft = open.shift()) {
    if (!mayGetCheaper(draft)) continue
    for (const [source, kind] of applied(draft)) {
      kinds.set(source, kind)
      const leftOut = new Set([...draft.leftOut, source])
      const key = JSON.stringify([...leftOut].sort())
      if (tried.has(key) || tried.size >= MOST_TRIES) continue
      tried.add(key)
      const other = run(leftOut)
      if (payableOf(other) < payableOf(best)) best = other
      open.push(other)
    }
  }
  const whyNots = [...best.leftOut].map((source) => ({
    kind: kinds.get(source) ?? '',
    source,
    words: '这次不用它更省',
  }))
  return { draft: best, whyNots }
}
