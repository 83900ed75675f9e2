import { cheapest } from './cheapest'
import { steps as collectedSteps } from './collected/steps'
import { emptyDraft } from './draft'
import { hashOf } from './hash'
import { step as listPrice } from './list-price.step'
import { SLOTS, type Slot } from './slots'
import type { Draft, Effect, PricedOrder, PricingFacts, PricingInput, PricingLine, Step } from './types'

/**
 * The one way to a price: steps in the order of their slots, each working on what the one before left. Every change of
 * a line is an effect with its reason, in words, so that each fen of an order can be explained. `priceOrder` prices the
 * cart, the quote and the order on the server with the same steps and facts; `priceOfPiece` prices one piece for cards
 * and the product page, with those steps that change unit prices.
 *
 * How a promotion attaches, from outside, with two files of its domain and no change here
 * (tests/sale/coupon/pricing.test.ts does it):
 *
 * 1. It names what it goes by:
 *
 *      declare module '@shared/rules/pricing/types' {
 *        interface PricingFacts { coupon?: { id: string; version: number; fromFen: number; offFen: number } }
 *      }
 *
 * 2. It writes a step, a pure function of draft and input, in the slot of its kind:
 *
 *      export const couponStep: Step = {
 *        name: 'coupon',
 *        slot: 'coupon',
 *        apply(draft, { facts: { coupon } }) {
 *          if (!coupon) return draft
 *          const reason = { kind: 'coupon', source: coupon.id, version: coupon.version, words: '满 100 减 20' }
 *          const missingFen = coupon.fromFen - leftFenOf(draft)
 *          return missingFen > 0
 *            ? withWhyNot(draft, { ...reason, words: `差 ¥${formatYuan(missingFen)}`, missingFen })
 *            : withDiscount(draft, reason, coupon.offFen)
 *        },
 *      }
 *
 * 3. Whoever prices hands the facts and the steps in: `priceOrder({ lines, freight, facts }, [...STEPS, couponStep])`.
 *    Steps of one slot run in the order of the list.
 *
 * What a step may count on, and has to keep:
 * - `withDiscount` shares by largest remainder over the lines it is given, never takes more than a line has left, and
 *   burns nothing that saves nothing. `withEffect` says itself what each line gets. Neither lets a line fall below 0.
 * - Thresholds of reductions and of free freight are measured on unit prices (`unitFenOf`), those of coupons on what
 *   is left (`leftFenOf`). What is missed for an amount has to be told with `missingFen`: the buyer reads it, and the
 *   pipeline knows by it that others may have stood in the way.
 * - Where promotions stand in one another's way the cheapest set applies, and those left out say so: no promotion
 *   makes an order dearer. That holds for up to six that apply at once; of more it is the best set of those tried
 *   (cheapest.ts). A step need not care; effects of a source that is left out do not happen.
 * - A gift is a line of its own (`withLine` with `gift`), even of a SKU that is bought in another line.
 * - A step that needs more of a line (category, tags) adds it to `PricingLine` the same way as its facts.
 */

/** An order may cost at most 10 million yuan, the bound of every amount in the contract. */
export const ORDER_LIMIT_FEN = 1_000_000_000

/** What every order goes through: the `x.step.ts` of this folder, in the order of their slots and names. */
export const STEPS: readonly Step[] = collectedSteps

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)

/**
 * What an order costs, in whole fen, and why.
 * @throws RangeError when the order costs more than `ORDER_LIMIT_FEN`, or a number of the input is none
 */
export function priceOrder(input: PricingInput, steps: readonly Step[] = STEPS): PricedOrder {
  const inOrder = SLOTS.flatMap((slot) => steps.filter((step) => step.slot === slot))
  const { draft, whyNots } = cheapest((leftOut) => run(input, inOrder, leftOut))
  const lines = draft.lines.map(({ unitFen: _unit, coveredBy: _covered, ...line }) => ({
    ...line,
    discountFen: line.goodsFen - line.payFen,
  }))
  const goodsFen = sum(lines.map((line) => line.goodsFen))
  const discountFen = sum(lines.map((line) => line.discountFen))
  const freightFen = draft.freight.fen
  const payFen = goodsFen - discountFen + freightFen
  if (!(goodsFen <= ORDER_LIMIT_FEN && payFen <= ORDER_LIMIT_FEN)) {
    throw new RangeError('the order costs more than an order may')
  }
  const { freightFen: flatFen, freeFreightFromFen } = input.freight
  return {
    lines,
    freight: draft.freight,
    goodsFen,
    discountFen,
    freightFen,
    payFen,
    whyNots: [...draft.whyNots, ...whyNots],
    // Settings are handed in as the freight rule: what else they hold is no part of a price.
    hash: hashOf({ lines: input.lines, freight: { flatFen, freeFreightFromFen }, facts: input.facts }),
  }
}

/**
 * What one piece costs on a card or a product's page, in fen, and why: by the list and by what changes unit prices.
 * Reductions, coupons, points and freight need an order, and have no part in it.
 */
export function priceOfPiece(
  piece: Omit<PricingLine, 'lineId' | 'quantity'>,
  facts: PricingFacts,
  steps: readonly Step[] = STEPS,
): { fen: number; effects: readonly Effect[] } {
  // Cards come by the dozen: while nothing else decides what a line costs, a piece costs what the list says.
  if (steps.every((step) => step === listPrice || !UNIT_SLOTS.includes(step.slot)))
    return { fen: piece.priceFen, effects: [] }
  const input = { lines: [{ ...piece, lineId: piece.skuId, quantity: 1 }], freight: NO_FREIGHT, facts }
  const inOrder = UNIT_SLOTS.flatMap((slot) => steps.filter((step) => step.slot === slot))
  const { draft } = cheapest((leftOut) => run(input, inOrder, leftOut))
  const own = draft.lines.find(({ lineId }) => lineId === piece.skuId)
  return own ? { fen: own.payFen, effects: own.effects } : { fen: piece.priceFen, effects: [] }
}

const NO_FREIGHT = { freightFen: 0, freeFreightFromFen: 0 }
/** The slots whose steps decide what a line costs by itself. */
const UNIT_SLOTS: readonly Slot[] = ['list', 'unit']

function run(input: PricingInput, steps: readonly Step[], leftOut: ReadonlySet<string>): Draft {
  let draft = emptyDraft(leftOut)
  for (const step of steps) {
    draft = step.apply(draft, input)
    check(step, draft)
    if (UNIT_SLOTS.includes(step.slot)) draft = atUnitPrices(draft)
  }
  return draft
}

const atUnitPrices = (draft: Draft): Draft => ({
  ...draft,
  lines: draft.lines.map((line) => ({ ...line, unitFen: line.payFen })),
})

const adds = (baseFen: number, effects: readonly Effect[], fen: number) =>
  fen >= 0 && fen === baseFen + sum(effects.map((effect) => effect.fen))

/** A step that makes its draft by hand is held to the same sums. */
function check({ name }: Step, { lines, freight: { baseFen, fen, effects } }: Draft): void {
  const odd = lines.find(
    (line) =>
      line.goodsFen !== line.priceFen * line.quantity || !adds(line.goodsFen, line.effects, line.payFen),
  )
  if (odd) throw new Error(`after ${name} line ${odd.lineId} does not add up`)
  if (!adds(baseFen, effects, fen)) throw new Error(`after ${name} freight does not add up`)
}
