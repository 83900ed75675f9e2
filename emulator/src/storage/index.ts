import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ShopClock } from '../base/clock'
import { HttpError, readBody, send, urlOf } from '../base/http'
import { typeOf } from '../base/static'
import { createSigner, isCloudPath, openFiles } from './files'

export interface StorageOptions {
  /** Where the files stand. */
  folder: string
  clock: ShopClock
  /** The server's address, such as `http://127.0.0.1:8620`. */
  url: string
  envId: string
}

/** What the SDK's `storage.*` actions answer, without `requestId`. */
export type StorageAnswer = { data: unknown } | { code: string; message: string }

export interface Storage {
  /** Performs an action of the SDK, such as `storage.getUploadMetadata`. */
  perform(request: Record<string, unknown>): Promise<StorageAnswer>
  /** Answers `PUT` and `GET /storage/files/<path>`; `url` is the path behind `/storage`. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
}

const UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
const UPLOAD_MS = 15 * 60_000
/** How long an address is good unless asked otherwise; CloudBase's default is a day as well. */
const DOWNLOAD_SECONDS = 24 * 3600

/** CloudBase's storage for the SDK: upload, temporary addresses, copy, delete. */
export function createStorage({ folder, clock, url, envId }: StorageOptions): Storage {
  const files = openFiles(folder)
  const signer = createSigner()
  const prefix = `cloud://${envId}.local-bucket/`
  const pathOf = (fileId: unknown) => {
    const path =
      typeof fileId === 'string' && fileId.startsWith(prefix) ? fileId.slice(prefix.length) : undefined
    return isCloudPath(path) ? path : undefined
  }

  function uploadMetadata(path: unknown): StorageAnswer {
    if (!isCloudPath(path)) return { code: 'STORAGE_INVALID_PATH', message: 'invalid path' }
    const until = clock.now() + UPLOAD_MS
    return {
      data: {
        url: `${url}/storage/files/${encodeURI(path)}?t=${until}`,
        token: 'local-session-token',
        authorization: signer.sign('write', path, until),
        fileId: prefix + path,
        cosFileId: randomUUID(),
      },
    }
  }

  async function address(item: unknown) {
    const { fileid, max_age } = (item ?? {}) as { fileid?: unknown; max_age?: unknown }
    const path = pathOf(fileid)
    if (!path || !(await files.has(path))) return missing(fileid)
    const seconds = typeof max_age === 'number' && max_age > 0 ? max_age : DOWNLOAD_SECONDS
    const until = clock.now() + seconds * 1000
    // Not encoded: the SDK encodes it before it fetches.
    const tempFileURL = `${url}/storage/files/${path}?t=${until}&sign=${signer.sign('read', path, until)}`
    return { code: 'SUCCESS', fileID: fileid, tempFileURL }
  }

  async function remove(fileid: unknown) {
    const path = pathOf(fileid)
    if (!path || !(await files.remove(path))) return missing(fileid)
    return { code: 'SUCCESS', fileID: fileid }
  }

  async function copy(item: unknown) {
    const asked = (item ?? {}) as Record<string, unknown>
    const { src_path: from, dst_path: to } = asked
    if (!isCloudPath(from) || !isCloudPath(to) || !(await files.has(from))) return missing(from)
    if (asked['overwrite'] === false && (await files.has(to))) {
      return { code: 'STORAGE_FILE_EXIST', fileId: prefix + to, message: 'file exists' }
    }
    await files.copy(from, to)
    if (asked['remove_original'] === true) await files.remove(from)
    return { code: 'SUCCESS', fileId: prefix + to, message: '' }
  }

  /** One after another: the same file may be named twice. */
  async function each(list: unknown, act: (item: unknown) => Promise<object>): Promise<object[]> {
    const done: object[] = []
    for (const item of Array.isArray(list) ? list : []) done.push(await act(item))
    return done
  }

  async function upload(request: IncomingMessage, response: ServerResponse, path: string, until: number) {
    const body = await readBody(request, UPLOAD_LIMIT_BYTES)
    const signature = String(request.headers['authorization'] ?? '')
    if (until < clock.now() || !signer.holds('write', path, until, signature)) {
      return send(response, 403, { 'content-type': 'application/xml' }, refusal('SignatureDoesNotMatch'))
    }
    await files.write(path, body)
    send(response, 200, {})
  }

  async function download(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ) {
    const until = Number(query.get('t'))
    if (!signer.holds('read', path, until, query.get('sign') ?? '') || until < clock.now()) {
      return send(response, 403, { 'content-type': 'application/xml' }, refusal('AccessDenied'))
    }
    const content = await files.read(path)
    if (!content) return send(response, 404, { 'content-type': 'application/xml' }, refusal('NoSuchKey'))
    const headers = { 'content-type': typeOf(path), 'content-length': String(content.length) }
    send(response, 200, headers, request.method === 'HEAD' ? '' : content)
  }

  return {
    async perform(request) {
      switch (request['action']) {
        case 'storage.getUploadMetadata':
          return uploadMetadata(request['path'])
        case 'storage.batchGetDownloadUrl':
          return { data: { download_list: await each(request['file_list'], address) } }
        case 'storage.batchDeleteFile':
          return { data: { delete_list: await each(request['fileid_list'], remove) } }
        case 'storage.batchCopyFile':
          return { data: { copy_list: await each(request['file_list'], copy) } }
        default:
          return { code: 'INVALID_PARAM', message: `unknown action ${String(request['action'])}` }
      }
    },
    async handle(request, response) {
      const { pathname, searchParams } = urlOf(request)
      const path = pathname.startsWith('/files/') ? decoded(pathname.slice('/files/'.length)) : undefined
      if (!isCloudPath(path)) throw new HttpError(404, '没有这个文件')
      if (request.method === 'PUT') return upload(request, response, path, Number(searchParams.get('t')))
      if (request.method === 'GET' || request.method === 'HEAD') {
        return download(request, response, path, searchParams)
      }
      throw new HttpError(405, '不支持的方法')
    },
  }
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

const missing = (fileId: unknown) => ({
  code: 'STORAGE_FILE_NONEXIST',
  fileID: typeof fileId === 'string' ? fileId : '',
  tempFileURL: '',
  message: 'no such file',
})

/** An error as COS writes it. */
function refusal(code: string): string {
  return (
    `<?xml version='1.0' encoding='utf-8' ?><Error><Code>${code}</Code><Message>${code}</Message>` +
    `<RequestId>local</RequestId><TraceId>local</TraceId></Error>`
  )
}
