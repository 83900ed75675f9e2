import type { StorageContext } from '../context'
import { invalidParam, type Refusal } from '../errors'
import { copyFile } from './copy-file'
import { deleteFile } from './delete-file'
import { downloadUrl } from './download-url'
import { uploadMetadata } from './upload-metadata'

/** What the SDK's `storage.*` actions answer, without `requestId`. */
export type StorageAnswer = { data: unknown } | Refusal

/** Performs an action of the SDK. */
export async function perform(
  context: StorageContext,
  request: Record<string, unknown>,
): Promise<StorageAnswer> {
  switch (request['action']) {
    case 'storage.getUploadMetadata':
      return uploadMetadata(context, request['path'])
    case 'storage.batchGetDownloadUrl':
      return each(context, request, 'file_list', 'download_list', downloadUrl)
    case 'storage.batchDeleteFile':
      return each(context, request, 'fileid_list', 'delete_list', deleteFile)
    case 'storage.batchCopyFile':
      return each(context, request, 'file_list', 'copy_list', copyFile)
    default:
      return invalidParam(`unknown action ${String(request['action'])}`)
  }
}

/** Files of one call: https://docs.cloudbase.net/api-reference/server/node-sdk/storage */
const MOST_FILES = 50

/** One after another: the same file may be named twice. */
async function each(
  context: StorageContext,
  request: Record<string, unknown>,
  asked: string,
  answered: string,
  act: (context: StorageContext, item: unknown) => Promise<object>,
): Promise<StorageAnswer> {
  const list = request[asked]
  if (!Array.isArray(list)) return invalidParam(`${asked} must be a list`)
  if (list.length > MOST_FILES)
    return invalidParam(`${asked} names ${list.length} files, ${MOST_FILES} at most`)
  const done: object[] = []
  for (const item of list) done.push(await act(context, item))
  return { data: { [answered]: done } }
}
