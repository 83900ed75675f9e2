import { allocate } from '../allocation'
import type { Draft, DraftLine, Effect, PricingLine, Reason, WhyNot } from './types'

/** How a step says what it changes. Each function answers a new draft, and refuses what no price may be. */

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

function assertWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) throw new RangeError(`${name} is ${value}`)
}

export function emptyDraft(leftOut: ReadonlySet<string> = new Set()): Draft {
  return { lines: [], freight: { baseFen: 0, fen: 0, effects: [] }, whyNots: [], leftOut }
}

/**
 * Adds a line: what the buyer chose, or a gift, unless the gift's source is left out.
 * @throws RangeError for bad numbers or an id that is there already
 */
export function withLine(draft: Draft, line: PricingLine): Draft {
  if (line.gift !== undefined && draft.leftOut.has(line.gift)) return draft
  assertWhole('quantity', line.quantity, 1)
  assertWhole('priceFen', line.priceFen, 0)
  const goodsFen = line.priceFen * line.quantity
  assertWhole('goodsFen', goodsFen, 0)
  if (draft.lines.some(({ lineId }) => lineId === line.lineId)) {
    throw new RangeError(`line ${line.lineId} stands twice`)
  }
  const added = { ...line, goodsFen, unitFen: goodsFen, payFen: goodsFen, effects: [], coveredBy: [] }
  return { ...draft, lines: [...draft.lines, added] }
}

/**
 * Changes what lines cost, by line id; a line that is covered and gets nothing is named with 0. Nothing happens when
 * the source is left out.
 * @throws RangeError when a line would fall below 0, is unknown, or an amount is not whole
 */
export function withEffect(draft: Draft, reason: Reason, changes: ReadonlyMap<string, number>): Draft {
  if (draft.leftOut.has(reason.source)) return draft
  const { source } = reason
  let known = 0
  const lines = draft.lines.map((line) => {
    const fen = changes.get(line.lineId)
    if (fen === undefined) return line
    known += 1
    const coveredBy = [...line.coveredBy, source]
    if (fen === 0) return { ...line, coveredBy }
    const payFen = line.payFen + fen
    assertWhole(`line ${line.lineId} after ${source}`, payFen, 0)
    return { ...line, payFen, effects: [...line.effects, effectOf(reason, fen)], coveredBy }
  })
  if (known < changes.size) throw new RangeError(`${source} changes a line that is not there`)
  return { ...draft, lines }
}

const effectOf = ({ kind, source, version, words }: Reason, fen: number): Effect => ({
  kind,
  source,
  version,
  words,
  fen,
})

export interface DiscountScope {
  /** Which lines take part; all unless told. */
  among?: (line: DraftLine) => boolean
  /** The most that may be taken off a line (a floor below which it must not fall); all of it unless told. */
  most?: (line: DraftLine) => number
}

/**
 * Takes `fen` off, shared over the lines by what they have left; never more than that. An odd fen goes by line id,
 * so that the order of the lines in the cart makes no difference.
 * @param fen at least 0; what the lines cannot take is not given
 */
export function withDiscount(draft: Draft, reason: Reason, fen: number, scope: DiscountScope = {}): Draft {
  const { among = () => true, most = ({ payFen }) => payFen } = scope
  const lines = draft.lines.filter(among).sort((a, b) => (a.lineId < b.lineId ? -1 : 1))
  const caps = lines.map((line) => Math.max(0, Math.min(line.payFen, most(line))))
  const shares = allocate(
    Math.min(fen, sum(caps)),
    lines.map(({ payFen }) => payFen),
    { caps },
  )
  return withEffect(draft, reason, new Map(lines.map(({ lineId }, i) => [lineId, -(shares[i] ?? 0)])))
}

/** Sets what freight costs before effects. @throws RangeError below 0 */
export function withFreight(draft: Draft, fen: number): Draft {
  assertWhole('freight', fen, 0)
  return { ...draft, freight: { baseFen: fen, fen, effects: [] } }
}

/** Changes what freight costs, unless the source is left out. @throws RangeError when it would fall below 0 */
export function withFreightEffect(draft: Draft, reason: Reason, fen: number): Draft {
  if (fen === 0 || draft.leftOut.has(reason.source)) return draft
  const { baseFen, fen: before, effects } = draft.freight
  assertWhole(`freight after ${reason.source}`, before + fen, 0)
  return { ...draft, freight: { baseFen, fen: before + fen, effects: [...effects, effectOf(reason, fen)] } }
}

/** Says why a promotion did not apply; with `missingFen` when it is an amount that is missing. */
export function withWhyNot(draft: Draft, { kind, source, words, missingFen }: WhyNot): Draft {
  const whyNot = { kind, source, words, ...(missingFen !== undefined && { missingFen }) }
  return { ...draft, whyNots: [...draft.whyNots, whyNot] }
}

type Among = (line: DraftLine) => boolean

/** What lines are worth at their unit prices: thresholds of reductions and of free freight go by it. */
export function unitFenOf({ lines }: Draft, among: Among = () => true): number {
  return sum(lines.filter(among).map(({ unitFen }) => unitFen))
}

/** What lines have left after the steps so far: thresholds and base of a coupon go by it. */
export function leftFenOf({ lines }: Draft, among: Among = () => true): number {
  return sum(lines.filter(among).map(({ payFen }) => payFen))
}
