import { leftFenOf } from './draft'
import type { Draft, WhyNot } from './types'

/**
 * Promotions may stand in one another's way. A threshold that is measured on what others left is missed because of
 * them: 1.00 off 100.50 loses the coupon of 30.00 from 100.00. And where two cover some lines together and others
 * not, how the first is shared moves what the second takes, by a fen. No buyer pays more because a promotion exists,
 * so the cheapest set applies.
 *
 * Only what applied can stand in the way, so it is enough to leave applied sources out, one more at a time, going on
 * from the cheapest; and only when one of the two can have happened, which is seldom. Up to six that apply at once
 * every set is seen; beyond that it is the best of those tried.
 */

const MOST_TRIES = 64

export interface Cheapest {
  draft: Draft
  /** What was left out, and why. */
  whyNots: WhyNot[]
}

const payableOf = (draft: Draft) => leftFenOf(draft) + draft.freight.fen

/** Cheaper first, or as cheap with fewer left out. */
const byPayable = (a: Draft, b: Draft) => payableOf(a) - payableOf(b) || a.leftOut.size - b.leftOut.size

/** What makes lines cheaper, by source, with its kind. */
function applied({ lines }: Draft): Map<string, string> {
  const found = new Map<string, string>()
  for (const { effects } of lines) {
    for (const { source, kind, fen } of effects) if (fen < 0) found.set(source, kind)
  }
  return found
}

/** Whether a threshold was missed by no more than what was taken off. */
function missedWithinReach({ lines, whyNots }: Draft): boolean {
  let takenOff = 0
  for (const { effects } of lines) for (const { fen } of effects) takenOff += Math.max(0, -fen)
  return whyNots.some(({ missingFen }) => missingFen !== undefined && missingFen <= takenOff)
}

/**
 * Whether one covers a part of the lines of an earlier one, and not all: as long as each covers all or none of them,
 * what it takes follows from their sum, and the sum only gets smaller.
 */
function cross({ lines }: Draft): boolean {
  const linesOf = new Map<string, Set<string>>()
  const laterThan = new Map<string, Set<string>>()
  for (const { lineId, coveredBy } of lines) {
    coveredBy.forEach((source, i) => {
      add(linesOf, source, lineId)
      for (const later of coveredBy.slice(i + 1)) add(laterThan, source, later)
    })
  }
  const isOutside = (lineId: string, source: string) => !linesOf.get(source)?.has(lineId)
  return [...laterThan].some(([earlier, all]) =>
    [...all].some((later) => [...(linesOf.get(earlier) ?? [])].some((lineId) => isOutside(lineId, later))),
  )
}

function add(sets: Map<string, Set<string>>, key: string, value: string): void {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}

/**
 * The cheapest of the drafts that `run` makes with some sources left out; among equals the one with the fewest.
 * @param run prices the order without the given sources
 */
export function cheapest(run: (leftOut: ReadonlySet<string>) => Draft): Cheapest {
  const kinds = new Map<string, string>()
  const tried = new Set(['[]'])
  let best = run(new Set())
  const open = [best]
  for (let next = open.shift(); next; next = open.sort(byPayable).shift()) {
    if (byPayable(next, best) < 0) best = next
    if (!missedWithinReach(next) && !cross(next)) continue
    for (const [source, kind] of applied(next)) {
      kinds.set(source, kind)
      const leftOut = new Set([...next.leftOut, source])
      const key = JSON.stringify([...leftOut].sort())
      if (tried.has(key) || tried.size >= MOST_TRIES) continue
      tried.add(key)
      open.push(run(leftOut))
    }
  }
  const whyNots = [...best.leftOut].map((source) => ({
    kind: kinds.get(source) ?? '',
    source,
    words: '这次不用它更省',
  }))
  return { draft: best, whyNots }
}
