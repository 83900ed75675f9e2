import type { Difference, ReconciledDay } from '@shared/contract/reconciliation/schema'
import type { DifferenceDoc, ReconciliationDoc } from './reconciliation.model'

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
  return found > 0 ? 'settled' : 'matched'
}

export function toDifference(doc: DifferenceDoc): Difference {
  const { _id, kind, state, orderId, known, number, oursFen, billFen, foundAt, closedAt, note } = doc
  return {
    differenceId: _id,
    kind,
    state,
    ...(orderId && (known ? { orderId } : { foreignOrderId: orderId })),
    number,
    ...(oursFen !== null && { oursFen }),
    ...(billFen !== null && { billFen }),
    foundAt,
    ...(closedAt !== undefined && { closedAt }),
    ...(doc.closedByName !== undefined && { closedBy: doc.closedByName }),
    ...(note !== undefined && { note }),
  }
}
