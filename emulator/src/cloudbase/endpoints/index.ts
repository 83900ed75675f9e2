import { addCollection } from './add-collection'
import { aggregateDocuments } from './aggregate-documents'
import { calculateDocument } from './calculate-document'
import type { Endpoint } from './context'
import { getDocument } from './get-document'
import { insertDocument } from './insert-document'
import { modifyAndReturnDoc } from './modify-and-return-doc'
import { modifyDocument } from './modify-document'
import { removeDocument } from './remove-document'

/** What answers which action of the SDK; transactions themselves are the engine's. */
export const ENDPOINTS: Record<string, Endpoint> = {
  'database.addCollection': addCollection,
  'database.insertDocument': insertDocument,
  'database.getDocument': getDocument,
  'database.calculateDocument': calculateDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.aggregateDocuments': aggregateDocuments,
}
