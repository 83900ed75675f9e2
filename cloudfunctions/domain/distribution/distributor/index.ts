export { readDistributorCaller } from './caller.service'
export type { DistributorDoc } from './distributor.model'
export {
  findDistributors,
  findDistributorState,
  readDistributor,
  type DistributorCaller,
} from './distributor.repo'
