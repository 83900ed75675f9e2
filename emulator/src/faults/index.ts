export { DIES_HEADER, type Dies } from './dies'
export { copyOf, crash, passGate, type Caller } from './gate'
export { FAULTS, gateOf, isOffered, type AnswerFault, type FaultName, type Gate } from './names'
export { parsePlan } from './parse'
export {
  createFaults,
  type FaultPlan,
  type PlanReport,
  type Faults,
  type Plan,
  type PlannedFault,
} from './plan'
