import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError, readBody, send, typeOf, urlOf } from '../base'
import { isPublic, type StorageContext } from './context'
import { SESSION_TOKEN } from './endpoints/upload-metadata'
import { cosError } from './errors'
import { isCloudPath } from './store'

const UPLOAD_LIMIT_BYTES = 50 * 1024 * 1024
const XML = { 'content-type': 'application/xml' }

/** Answers `PUT` and `GET /files/<path>`, as COS does. @throws HttpError */
export function createServer({ files, signer, clock, rule }: StorageContext) {
  async function upload(request: IncomingMessage, response: ServerResponse, path: string, until: number) {
    const body = await readBody(request, UPLOAD_LIMIT_BYTES)
    const header = (name: string) => String(request.headers[name] ?? '')
    if (header('x-cos-security-token') !== SESSION_TOKEN) {
      return send(response, 403, XML, cosError('InvalidAccessKeyId'))
    }
    const holds = signer.holds('write', path, until, header('authorization'), header('x-cos-meta-fileid'))
    if (until < clock.now() || !holds) {
      return send(response, 403, XML, cosError('SignatureDoesNotMatch'))
    }
    try {
      await files.write(path, body)
    } catch (error) {
      // A full disk, or one that may not be written: told as COS tells that it failed, and nothing was kept.
      console.error(error)
      return send(response, 500, XML, cosError('InternalError'))
    }
    send(response, 200, {})
  }

  async function download(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ) {
    const until = Number(query.get('t'))
    const open = isPublic(rule) && !query.has('sign')
    if (!open && (!signer.holds('read', path, until, query.get('sign') ?? '') || until < clock.now())) {
      return send(response, 403, XML, cosError('AccessDenied'))
    }
    const content = await files.read(path)
    if (!content) return send(response, 404, XML, cosError('NoSuchKey'))
    const headers = { 'content-type': typeOf(path), 'content-length': String(content.length) }
    send(response, 200, headers, request.method === 'HEAD' ? '' : content)
  }

  return {
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const { pathname, searchParams } = urlOf(request)
      const path = pathname.startsWith('/files/') ? decoded(pathname.slice('/files/'.length)) : undefined
      if (!isCloudPath(path)) throw new HttpError(404, 'no such file')
      if (request.method === 'PUT') return upload(request, response, path, Number(searchParams.get('t')))
      if (request.method === 'GET' || request.method === 'HEAD') {
        return download(request, response, path, searchParams)
      }
      throw new HttpError(405, 'files are put and got')
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
