import type { IncomingMessage, ServerResponse } from 'node:http'
import { assertLocal, HttpError, send, sendFile, urlOf, type Handler } from '../../emulator/src/base'
import type { createShopControl } from './control'
import { FRAME_HEADERS } from './phone-site'

type Site = (request: IncomingMessage, response: ServerResponse, path: string) => Promise<void>

export interface RoutesParts {
  /** CloudBase, WeChat and WeChat Pay. */
  emulator: Handler
  phones: Site
  control: ReturnType<typeof createShopControl>
  /** The stage's page and scripts. */
  stage: { page(): Promise<string>; script(name: string): Promise<string | undefined>; folder: string }
  picturesDir: string
}

/** What the emulator answers. */
const EMULATED = new Set(['admin', 'i', 'wechatpay', 'wechat', 'storage', 'functions'])

/** Which part answers what. */
export function createRoutes({ emulator, phones, control, stage, picturesDir }: RoutesParts): Handler {
  async function page(response: ServerResponse): Promise<void> {
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      ...FRAME_HEADERS,
    }
    send(response, 200, headers, await stage.page())
  }

  async function local(request: IncomingMessage, response: ServerResponse, path: string): Promise<void> {
    if (path === 'events' && request.method === 'GET') return control.events(response)
    request.url = `/${path}`
    return control.handle(request, response)
  }

  return async (request, response) => {
    const first = /^\/([^/?]*)/.exec(request.url ?? '/')?.[1] ?? ''
    if (EMULATED.has(first)) return emulator(request, response)
    assertLocal(request)
    const url = urlOf(request)
    const behind = url.pathname.slice(first.length + 2)
    if (first === 'phone') return phones(request, response, behind)
    if (first === 'local') return local(request, response, behind)
    if (request.method !== 'GET' && request.method !== 'HEAD') throw new HttpError(405, '不支持的方法')
    if (first === 'pictures') return sendFile(request, response, picturesDir, behind)
    if (url.pathname === '/') return page(response)
    const script = await stage.script(url.pathname.slice(1))
    if (script !== undefined) {
      const headers = { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }
      return send(response, 200, headers, script)
    }
    if (first === 'stage') return sendFile(request, response, stage.folder, behind)
    throw new HttpError(404, '没有这个页面')
  }
}
