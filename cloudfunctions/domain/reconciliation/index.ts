export { reconcileBills, type ReconciliationCounts } from './reconcile.job'
export { reconcileDay, type Reconciled } from './reconcile.service'
export { reconciliationAdminHandlers } from './reconciliation.handlers'
export type { DifferenceDoc, Finding, ReconciliationDoc } from './reconciliation.model'
