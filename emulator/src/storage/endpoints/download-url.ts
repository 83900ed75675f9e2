import { isPublic, type StorageContext } from '../context'
import { missingFile } from '../errors'
import { pathOf } from '../file-id'

/** How long an address is good unless asked otherwise; CloudBase's default is a day as well. */
const DEFAULT_SECONDS = 24 * 3600

/** One file of `storage.batchGetDownloadUrl`. */
export async function downloadUrl(context: StorageContext, item: unknown): Promise<object> {
  const { files, clock, signer, filesUrl, rule } = context
  const { fileid, max_age } = (item ?? {}) as { fileid?: unknown; max_age?: unknown }
  const path = pathOf(context, fileid)
  if (!path || !(await files.has(path))) return missingFile(fileid)
  if (isPublic(rule)) return { code: 'SUCCESS', fileID: fileid, tempFileURL: `${filesUrl}/${path}` }
  const seconds = typeof max_age === 'number' && max_age > 0 ? max_age : DEFAULT_SECONDS
  const until = clock.now() + seconds * 1000
  // Not encoded: the SDK encodes it before it fetches.
  const tempFileURL = `${filesUrl}/${path}?t=${until}&sign=${signer.sign('read', path, until)}`
  return { code: 'SUCCESS', fileID: fileid, tempFileURL }
}
