export { readDistributorCaller } from './caller.service'
export type { DistributorDoc, NamedDistributor } from './distributor.model'
export {
  findDistributorState,
  named,
  readDistributor,
  readNamed,
  type DistributorCaller,
} from './distributor.repo'
