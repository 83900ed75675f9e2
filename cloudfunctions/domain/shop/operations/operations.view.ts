import type { ParkedDocument } from '@shared/contract/operations/schema'
import type { Context } from '../../../platform/context'
import { isParked, readEntry } from '../../../platform/owed'
import type { OwingKind, Parked } from '../../../platform/parked'
import { causeWords } from './causes.rules'

/** A document with what is parked of it, in the merchant's words. */
export function toParked(ctx: Context, kind: OwingKind, document: Parked): ParkedDocument {
  return {
    kind: kind.collection,
    title: kind.called(document._id),
    documentId: document._id,
    since: document.parkedAt,
    effects: (document.retries ?? []).filter(isParked).map(({ entry, tries, cause = '' }) => ({
      what: kind.whatOf(ctx, readEntry(entry).effect) ?? entry,
      cause: causeWords(cause),
      detail: cause,
      tries,
    })),
  }
}
