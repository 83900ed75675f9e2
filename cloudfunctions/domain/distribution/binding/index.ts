export { countCustomers } from './binding.repo'
export { closesRing, enterWithScene, recommendedByOf, type Entrance, type Visitor } from './binding.service'
export { buyerWithChain, chainFor, type BuyerWithChain } from './chain.rules'
