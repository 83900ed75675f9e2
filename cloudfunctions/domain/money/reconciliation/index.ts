export { reconcileBills, type ReconciliationCounts } from './run.service'
export { reconcileDay, type Reconciled } from './reconcile.service'
export type { DifferenceDoc, Finding, ReconciliationDoc } from './reconciliation.model'
