export { stateShown } from './apply.service'
export { readDistributorCaller } from './caller.service'
export type { DistributorDoc, NamedDistributor } from './distributor.model'
export { holds, standingBinding } from './freed.rules'
export {
  findDistributorState,
  named,
  readDistributor,
  readNamed,
  type DistributorCaller,
} from './distributor.repo'
