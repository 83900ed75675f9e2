export type { CommissionDoc, DistributorDoc, ShareDoc, VisitDoc } from './distribution.model'
export { enterWithScene, recommendedByOf, type Entrance, type Visitor } from './binding.service'
export { chainFor, loadBuyerWithChain, type BuyerWithChain } from './chain.service'
export {
  accrueCommission,
  payCommissionDebts,
  reverseCommission,
  scheduleRelease,
} from './commission.service'
