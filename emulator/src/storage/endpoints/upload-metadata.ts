import { randomUUID } from '../../random'
import type { StorageContext } from '../context'
import { invalidParam, type Refusal } from '../errors'
import { isCloudPath } from '../store'

const UPLOAD_MS = 15 * 60_000

/** `storage.getUploadMetadata`: where a file is put, and with which right. */
export function uploadMetadata(
  { clock, signer, filesUrl, prefix }: StorageContext,
  path: unknown,
): { data: unknown } | Refusal {
  if (!isCloudPath(path))
    return invalidParam('cloudPath: digits, letters, Chinese, / ! - _ . * and blanks, 850 bytes at most')
  const until = clock.now() + UPLOAD_MS
  return {
    data: {
      url: `${filesUrl}/${encodeURI(path)}?t=${until}`,
      token: 'local-session-token',
      authorization: signer.sign('write', path, until),
      fileId: prefix + path,
      cosFileId: randomUUID(),
    },
  }
}
