import type { StorageContext } from '../context'
import { missingFile } from '../errors'
import { pathOf } from '../file-id'

/** One file of `storage.batchDeleteFile`. */
export async function deleteFile(context: StorageContext, fileid: unknown): Promise<object> {
  const path = pathOf(context, fileid)
  if (!path || !(await context.files.remove(path))) return missingFile(fileid)
  return { code: 'SUCCESS', fileID: fileid }
}
