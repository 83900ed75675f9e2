import type { IncomingMessage, ServerResponse } from 'node:http'
import { assertLocal, HttpError, type Handler } from '../base'
import type { Caller } from '../faults'
import type { FunctionsServer, Runner } from '../functions'

interface Mounted {
  handle(request: IncomingMessage, response: ServerResponse, caller?: Caller): Promise<void>
}

export interface RoutesParts {
  admin: Handler
  storage: Mounted
  functions: FunctionsServer
  runner: Runner | undefined
  /** Absent when WeChat is switched off. */
  wechat: { wechatpay: Mounted; wechat: Mounted } | undefined
  control: Mounted
}

const INSTANCE_PATH = /^\/i\/([\w-]+)\/(wechatpay|wechat)(?=[/?])/

/** Which part answers what. @throws HttpError 403 for what is not asked by this machine, 404 where nothing is */
export function createRoutes(parts: RoutesParts): Handler {
  const { admin, functions, runner, wechat } = parts

  /** Hands on with the prefix cut off `url`. */
  const mount = (prefix: string, to: Mounted | undefined): Handler => {
    return (request, response) => {
      if (!to) throw new HttpError(404, `${prefix} is switched off`)
      request.url = (request.url ?? '').slice(prefix.length)
      return to.handle(request, response)
    }
  }
  const mounted: Record<string, Handler> = {
    admin,
    wechatpay: mount('/wechatpay', wechat?.wechatpay),
    wechat: mount('/wechat', wechat?.wechat),
    storage: mount('/storage', parts.storage),
    emulator: mount('/emulator', parts.control),
    functions: functions.handle,
    call: functions.handle,
  }

  /** `/i/<instance>/wechatpay/…`: WeChat Pay and WeChat as one instance reaches them. */
  async function fromInstance(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [prefix = '', id = '', service = ''] = INSTANCE_PATH.exec(request.url ?? '') ?? []
    const caller = runner?.caller(id)
    // An instance that has ended asks for nothing any more.
    if (!caller || !wechat) return void response.destroy()
    request.url = (request.url ?? '').slice(prefix.length)
    return wechat[service as 'wechatpay' | 'wechat'].handle(request, response, caller)
  }

  return async (request, response) => {
    assertLocal(request)
    const path = request.url ?? '/'
    const first = /^\/([^/?]*)/.exec(path)?.[1] ?? ''
    if (INSTANCE_PATH.test(path)) return fromInstance(request, response)
    const handler = Object.hasOwn(mounted, first) ? mounted[first] : undefined
    if (!handler) throw new HttpError(404, 'no such address')
    return handler(request, response)
  }
}
