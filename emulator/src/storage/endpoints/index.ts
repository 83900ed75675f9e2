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
      return { data: { download_list: await each(context, request['file_list'], downloadUrl) } }
    case 'storage.batchDeleteFile':
      return { data: { delete_list: await each(context, request['fileid_list'], deleteFile) } }
    case 'storage.batchCopyFile':
      return { data: { copy_list: await each(context, request['file_list'], copyFile) } }
    default:
      return invalidParam(`unknown action ${String(request['action'])}`)
  }
}

/** One after another: the same file may be named twice. */
async function each(
  context: StorageContext,
  list: unknown,
  act: (context: StorageContext, item: unknown) => Promise<object>,
): Promise<object[]> {
  const done: object[] = []
  for (const item of Array.isArray(list) ? list : []) done.push(await act(context, item))
  return done
}
