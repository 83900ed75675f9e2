export { applicantOf, sealApplicant } from './applicant.service'
export { stateShown } from './apply.service'
export { readDistributorCaller } from './caller.service'
export type { Applicant, DistributorDoc, NamedDistributor } from './distributor.model'
export { holds, standingBinding } from './freed.rules'
export {
  findDistributorState,
  named,
  readDistributor,
  readNamed,
  type DistributorCaller,
} from './distributor.repo'
