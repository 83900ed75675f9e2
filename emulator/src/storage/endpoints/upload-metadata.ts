import { randomUUID } from '../../random'
import type { StorageContext } from '../context'
import { invalidParam, type Refusal } from '../errors'
import { isCloudPath } from '../store'

const UPLOAD_MS = 15 * 60_000
/** Of the temporary key that an upload is signed with; it comes along with it. */
export const SESSION_TOKEN = 'local-session-token'

/** `storage.getUploadMetadata`: where a file is put, and with which right. */
export function uploadMetadata(
  { clock, signer, filesUrl, prefix }: StorageContext,
  path: unknown,
): { data: unknown } | Refusal {
  if (!isCloudPath(path))
    return invalidParam('cloudPath: digits, letters, Chinese, / ! - _ . * and blanks, 850 bytes at most')
  const until = clock.now() + UPLOAD_MS
  const cosFileId = randomUUID()
  return {
    data: {
      url: `${filesUrl}/${encodeURI(path)}?t=${until}`,
      token: SESSION_TOKEN,
      authorization: signer.sign('write', path, until, cosFileId),
      fileId: prefix + path,
      cosFileId,
    },
  }
}
