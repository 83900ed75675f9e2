import type { StorageContext } from '../context'
import { missingFile } from '../errors'
import { isCloudPath } from '../store'

/** One file of `storage.batchCopyFile`, which moves as well. */
export async function copyFile({ files, prefix }: StorageContext, item: unknown): Promise<object> {
  const asked = (item ?? {}) as Record<string, unknown>
  const { src_path: from, dst_path: to } = asked
  if (!isCloudPath(from) || !isCloudPath(to) || !(await files.has(from))) return missingFile(from)
  if (asked['overwrite'] === false && (await files.has(to))) {
    return { code: 'STORAGE_FILE_EXIST', fileId: prefix + to, message: 'file exists' }
  }
  await files.copy(from, to)
  if (asked['remove_original'] === true) await files.remove(from)
  return { code: 'SUCCESS', fileId: prefix + to, message: '' }
}
