import type { Audit } from '@shared/contract/audit/schema'
import type { AuditDoc } from './audit.model'

/** A check of the books as the merchant sees it: how much was looked at and how much does not agree. */
export function toAudit({ _id, checked, found, unlisted, startedAt, finishedAt }: AuditDoc): Audit {
  return {
    day: _id,
    checked,
    differences: found.length + unlisted,
    finishedAt: finishedAt ?? startedAt,
  }
}
