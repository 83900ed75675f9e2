import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Faults } from '../wechatpay/faults'
import type { WechatContext } from './context'
import { code2session } from './endpoints/code2session'
import { getOrder } from './endpoints/get-order'
import { miniProgramCode } from './endpoints/mini-program-code'
import { sendMessage } from './endpoints/subscribe-send'
import { uploadShippingInfo } from './endpoints/upload-shipping-info'
import { WechatError } from './errors'
import { asObject } from './fields'
import { checkToken, issueToken, stableToken } from './tokens'

const MAX_BODY_BYTES = 256 * 1024

type Answer = object | Buffer | void
type Body = Record<string, unknown>

/** Calls that need an access_token. */
const AUTHORIZED: Record<string, (context: WechatContext, body: Body) => Answer> = {
  'POST /wxa/getwxacodeunlimit': miniProgramCode,
  'POST /cgi-bin/message/subscribe/send': sendMessage,
  'POST /wxa/sec/order/upload_shipping_info': uploadShippingInfo,
  'POST /wxa/sec/order/get_order': getOrder,
}

/** Calls that prove themselves with the secret. */
const OPEN: Record<string, (context: WechatContext, query: URLSearchParams, body: () => Body) => Answer> = {
  'GET /cgi-bin/token': (context, query) => issueToken(context, Object.fromEntries(query)),
  'POST /cgi-bin/stable_token': (context, _query, body) => stableToken(context, body()),
  'GET /sns/jscode2session': (context, query) => code2session(context, query),
}

/** Answers requests whose url is the path behind the prefix. Never rejects. */
export function createServer(context: WechatContext, faults: Faults) {
  const held = new Set<ServerResponse>()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [pathname = '/', search = ''] = (request.url ?? '/').split('?', 2)
    const call = `${request.method} ${pathname}`
    const fault = faults.take(call)
    if (fault === 'refuse') return void response.destroy()
    if (!Object.hasOwn(OPEN, call) && !Object.hasOwn(AUTHORIZED, call))
      return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found')
    let answer: Answer
    try {
      const text = await readBody(request)
      if (fault === 'system_error') throw new WechatError(-1, 'system error')
      if (fault === 'rate_limit') throw new WechatError(45009, 'reach max api daily quota limit')
      answer = perform(call, new URLSearchParams(search), () => json(text))
      await context.store.flushed()
      if (fault === 'system_error_after') throw new WechatError(-1, 'system error')
    } catch (error) {
      answer =
        error instanceof WechatError
          ? { errcode: error.errcode, errmsg: error.message }
          : { errcode: -1, errmsg: `system error ${String(error)}` }
    }
    if (fault === 'lose_answer') return void response.destroy()
    if (fault === 'hang') return void held.add(response)
    if (fault === 'not_json') return void response.writeHead(502).end('<html>')
    if (Buffer.isBuffer(answer))
      return void response.writeHead(200, { 'Content-Type': 'image/png' }).end(answer)
    response.writeHead(200, { 'Content-Type': 'application/json; encoding=utf-8' })
    response.end(JSON.stringify(answer))
  }

  function perform(call: string, query: URLSearchParams, body: () => Body): Answer {
    if (Object.hasOwn(OPEN, call)) return OPEN[call]?.(context, query, body)
    checkToken(context, query.get('access_token'))
    const answer = AUTHORIZED[call]?.(context, body())
    return Buffer.isBuffer(answer) ? answer : { errcode: 0, errmsg: 'ok', ...answer }
  }

  return {
    handle,
    close() {
      for (const response of held) response.destroy()
      held.clear()
    },
  }
}

function json(text: string): Body {
  try {
    const value = asObject(JSON.parse(text))
    if (value) return value
  } catch {
    // Answered below.
  }
  throw new WechatError(47001, 'data format error')
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= MAX_BODY_BYTES) parts.push(part)
  }
  if (size > MAX_BODY_BYTES) throw new WechatError(45001, 'media size out of limit')
  return Buffer.concat(parts).toString('utf8')
}
