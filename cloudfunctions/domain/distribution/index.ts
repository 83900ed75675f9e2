export type { CommissionDoc, DistributorDoc, ShareDoc, VisitDoc } from './distribution.model'
export { enterWithScene, recommendedByOf, type Entrance, type Visitor } from './binding.service'
export { buyerWithChain, chainFor, type BuyerWithChain } from './chain.service'
export { commissionsOfOrder } from './commission.query'
export {
  accrueCommission,
  payCommissionDebts,
  reverseCommission,
  scheduleRelease,
} from './commission.service'
export { authorizeDistributor } from './desk'
export { distributionAdminHandlers, promotionHandlers } from './handlers'
