export {
  leftFenOf,
  unitFenOf,
  withDiscount,
  withEffect,
  withFreight,
  withFreightEffect,
  withLine,
  withWhyNot,
  type DiscountScope,
} from './draft'
export { effectsOf } from './effects'
export { freightOf } from './freight.step'
export { ORDER_LIMIT_FEN, priceOfPiece, priceOrder, STEPS } from './pipeline'
export { SLOTS, type Slot } from './slots'
export type {
  Draft,
  DraftLine,
  Effect,
  Freight,
  FreightRule,
  PricedLine,
  PricedOrder,
  PricingFacts,
  PricingInput,
  PricingLine,
  Reason,
  Step,
  WhyNot,
} from './types'
