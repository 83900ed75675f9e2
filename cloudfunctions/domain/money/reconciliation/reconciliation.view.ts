import type { ReconciledDay } from '@shared/contract/reconciliation/schema'
import type { ReconciliationDoc } from './reconciliation.model'

/** A day as the merchant sees it; `open`: its differences that nobody has dealt with. */
export function toDay(doc: ReconciliationDoc, open: number): ReconciledDay {
  const { _id, found, sums, reconciledAt, nextAt } = doc
  return {
    day: _id,
    state: stateOf(doc, open),
    open,
    found,
    ...(reconciledAt !== undefined && { reconciledAt }),
    ...(nextAt !== undefined && { nextAt }),
    ...(sums && { sums }),
  }
}

function stateOf({ state, found }: ReconciliationDoc, open: number): ReconciledDay['state'] {
  if (state !== 'done') return state
  if (open > 0) return 'different'
  return found > 0 ? 'closed' : 'matched'
}
