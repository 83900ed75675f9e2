export { reconcileDay, type Reconciled } from './reconcile.service'
export type { ReconciliationDoc } from './reconciliation.model'
export { billReadyAt, reconcileBills, type ReconciliationCounts } from './run.service'
