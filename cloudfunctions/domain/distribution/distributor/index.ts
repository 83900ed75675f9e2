export { stateShown } from './apply.service'
export { readDistributorCaller } from './caller.service'
export type { DistributorDoc } from './distributor.model'
export { holds, standingBinding } from './freed.rules'
export {
  findDistributors,
  findDistributorState,
  readDistributor,
  type DistributorCaller,
} from './distributor.repo'
