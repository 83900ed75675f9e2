import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Caller } from '../../emulator/src/faults'
import type { Runner } from '../../emulator/src/functions/runner'
import { HTTP_BODY_LIMIT_BYTES } from '../../emulator/src/functions/http'
import { DIES_HEADER } from '../../emulator/src/wechatpay'
import { FRAME_HEADERS, assertLocal } from '../../emulator/src/base/guard'
import { HttpError, readBody, send, urlOf } from '../../emulator/src/base/http'
import type { Handler } from '../../emulator/src/base/listen'
import { sendFile } from '../../emulator/src/base/static'

type Site = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>
interface Prefixed {
  handle(request: IncomingMessage, response: ServerResponse, caller?: Caller): Promise<void>
}

export interface RoutesParts {
  admin: Handler
  wechatpay: Prefixed
  wechat: Prefixed
  storage: Prefixed
  runner: Runner | undefined
  phones: Site
  control: Site
  /** The stage's page and scripts. */
  stage: { page(): Promise<string>; script(name: string): Promise<string | undefined>; folder: string }
  picturesDir: string
}

const INSTANCE_PATH = /^\/i\/([\w-]+)\/(wechatpay|wechat)(?=[/?])/

/** Which part answers what. */
export function createRoutes(parts: RoutesParts): Handler {
  const { admin, runner, phones, control, stage, picturesDir } = parts

  /** Hands on with the prefix cut off `url`. */
  const mount = (prefix: string, to: Prefixed): Handler => {
    return (request, response) => {
      request.url = (request.url ?? '').slice(prefix.length)
      return to.handle(request, response)
    }
  }
  const mounted: Record<string, Handler> = {
    wechatpay: mount('/wechatpay', parts.wechatpay),
    wechat: mount('/wechat', parts.wechat),
    storage: mount('/storage', parts.storage),
  }

  /** `/i/<instance>/wechatpay/…`: WeChat Pay and WeChat as one instance reaches them. */
  async function fromInstance(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [prefix = '', id = '', service = ''] = INSTANCE_PATH.exec(request.url ?? '') ?? []
    const caller = runner?.caller(id)
    // An instance that has ended asks for nothing any more.
    if (!caller) return void response.destroy()
    request.url = (request.url ?? '').slice(prefix.length)
    return parts[service as 'wechatpay' | 'wechat'].handle(request, response, caller)
  }

  async function httpFunction(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const [, name = '', rest = ''] = /^\/functions\/([\w-]+)(\/.*)?$/.exec(url.pathname) ?? []
    if (!runner || name !== 'paynotify') throw new HttpError(404, '没有这个 HTTP 云函数')
    // One byte more than the limit is enough to see that it is too large.
    const body = await readBody(request, HTTP_BODY_LIMIT_BYTES)
    const { [DIES_HEADER]: dies, ...sent } = request.headers
    const headers = Object.fromEntries(
      Object.entries(sent).map(([key, value]) => [key, Array.isArray(value) ? value.join() : (value ?? '')]),
    )
    const answer = await runner.invokeHttp(
      name,
      { method: request.method ?? 'GET', path: rest || '/', search: url.searchParams, headers, body },
      dies === 'before' || dies === 'after' ? dies : undefined,
    )
    send(response, answer.status, answer.headers, answer.body)
  }

  return async (request, response) => {
    assertLocal(request)
    const path = request.url ?? '/'
    const first = /^\/([^/?]*)/.exec(path)?.[1] ?? ''
    if (first === 'admin') return admin(request, response)
    if (INSTANCE_PATH.test(path)) return fromInstance(request, response)
    const handler = Object.hasOwn(mounted, first) ? mounted[first] : undefined
    if (handler) return handler(request, response)

    const url = urlOf(request)
    const behind = url.pathname.slice(first.length + 2)
    if (first === 'functions') return httpFunction(request, response, url)
    if (first === 'phone') return phones(request, response, behind)
    if (first === 'local') return control(request, response, behind)
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, '不支持的方法')
    if (first === 'pictures') return sendFile(request, response, picturesDir, behind)
    if (url.pathname === '/') {
      const headers = {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-cache',
        ...FRAME_HEADERS,
      }
      return send(response, 200, headers, await stage.page())
    }
    const script = await stage.script(url.pathname.slice(1))
    if (script !== undefined) {
      return send(
        response,
        200,
        { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
        script,
      )
    }
    if (first === 'stage') return sendFile(request, response, stage.folder, behind)
    throw new HttpError(404, '没有这个页面')
  }
}
