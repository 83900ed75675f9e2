import type { Difference } from '@shared/contract/reconciliation/schema'
import type { DifferenceDoc } from './difference.model'

/** A difference as the merchant sees it. */
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
