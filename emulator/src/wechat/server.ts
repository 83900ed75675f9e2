import type { IncomingMessage, ServerResponse } from 'node:http'
import { passGate, type AnswerFault, type Caller, type Faults } from '../faults'
import type { WechatContext } from './context'
import { code2session } from './endpoints/code2session'
import { deliveryList } from './endpoints/delivery-list'
import { getOrder } from './endpoints/get-order'
import { checkMedia } from './endpoints/media-check'
import { miniProgramCode } from './endpoints/mini-program-code'
import { checkMessage } from './endpoints/msg-sec-check'
import { isTradeConfirmed, isTradeManaged, setMessagePath, updateOrderPath } from './endpoints/order-centre'
import { sendMessage } from './endpoints/subscribe-send'
import { addTemplate, getCategory, getKeywords, getTemplates, getTitles } from './endpoints/templates'
import { uploadShippingInfo } from './endpoints/upload-shipping-info'
import { setUserNotify } from './endpoints/user-notify'
import { WechatError } from './errors'
import { asObject } from './fields'
import { checkToken, issueToken, stableToken } from './tokens'

const MAX_BODY_BYTES = 256 * 1024

type Answer = object | Buffer | void
type Body = Record<string, unknown>

type Perform = (context: WechatContext, query: URLSearchParams, body: () => Body) => Answer

/** A call that needs an access_token. */
const authorized =
  (perform: (context: WechatContext, body: Body) => Answer): Perform =>
  (context, query, body) => {
    checkToken(context, query.get('access_token'))
    const answer = perform(context, body())
    return Buffer.isBuffer(answer) ? answer : { errcode: 0, errmsg: 'ok', ...answer }
  }

/** Likewise, by GET. */
const asked =
  (perform: (context: WechatContext, query: URLSearchParams) => object): Perform =>
  (context, query) => {
    checkToken(context, query.get('access_token'))
    return { errcode: 0, errmsg: 'ok', ...perform(context, query) }
  }

/** Each call with the name that a fault plan gives it. */
const CALLS: Record<string, readonly [name: string, perform: Perform]> = {
  'POST /wxa/getwxacodeunlimit': ['miniProgramCode', authorized(miniProgramCode)],
  'POST /cgi-bin/message/subscribe/send': ['sendMessage', authorized(sendMessage)],
  'POST /wxa/set_user_notify': ['userNotify', authorized(setUserNotify)],
  'POST /wxa/sec/order/upload_shipping_info': ['uploadShipping', authorized(uploadShippingInfo)],
  'POST /wxa/sec/order/get_order': ['getOrder', authorized(getOrder)],
  'POST /cgi-bin/express/delivery/open_msg/get_delivery_list': ['deliveryList', authorized(deliveryList)],
  'POST /wxa/sec/order/is_trade_managed': ['tradeManaged', authorized(isTradeManaged)],
  'POST /wxa/sec/order/is_trade_management_confirmation_completed': [
    'tradeManaged',
    authorized(isTradeConfirmed),
  ],
  'POST /wxa/sec/order/set_msg_jump_path': ['setPath', authorized(setMessagePath)],
  'POST /wxa/sec/order/update_order_detail_path': ['setPath', authorized(updateOrderPath)],
  'GET /wxaapi/newtmpl/getcategory': ['templates', asked(getCategory)],
  'GET /wxaapi/newtmpl/getpubtemplatetitles': ['templates', asked(getTitles)],
  'GET /wxaapi/newtmpl/getpubtemplatekeywords': ['templates', asked(getKeywords)],
  'GET /wxaapi/newtmpl/gettemplate': ['templates', asked(getTemplates)],
  'POST /wxaapi/newtmpl/addtemplate': ['templates', authorized(addTemplate)],
  'POST /wxa/msg_sec_check': ['checkText', authorized(checkMessage)],
  'POST /wxa/media_check_async': ['checkMedia', authorized(checkMedia)],
  // These prove themselves with the secret.
  'GET /cgi-bin/token': ['token', (context, query) => issueToken(context, Object.fromEntries(query))],
  'POST /cgi-bin/stable_token': ['token', (context, _query, body) => stableToken(context, body())],
  'GET /sns/jscode2session': ['code2session', (context, query) => code2session(context, query)],
}

/** Answers requests whose url is the path behind the prefix. Never rejects. */
export function createServer(context: WechatContext, faults: Faults, onServed: () => void = () => {}) {
  async function handle(request: IncomingMessage, response: ServerResponse, caller?: Caller): Promise<void> {
    const [pathname = '/', search = ''] = (request.url ?? '/').split('?', 2)
    const call = `${request.method} ${pathname}`
    const found = Object.hasOwn(CALLS, call) ? CALLS[call] : undefined
    if (!found) return void response.writeHead(404, { 'Content-Type': 'text/plain' }).end('not found')
    const [name, perform] = found
    const query = new URLSearchParams(search)
    return passGate(faults, {
      at: `wechat.${name}`,
      request,
      response,
      caller,
      perform: (asked, answer, fault) => answerTo(perform, query, asked, answer, fault),
    })
  }

  async function answerTo(
    perform: Perform,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
    fault?: AnswerFault,
  ): Promise<void> {
    let answer: Answer
    try {
      const text = await readBody(request)
      if (fault === 'system_error') throw new WechatError(-1, 'system error')
      if (fault === 'rate_limit') throw new WechatError(45009, 'reach max api daily quota limit')
      answer = perform(context, query, () => json(text))
      onServed()
      await context.store.flushed()
      if (fault === 'system_error_after') throw new WechatError(-1, 'system error')
    } catch (error) {
      answer =
        error instanceof WechatError
          ? { errcode: error.errcode, errmsg: error.message }
          : { errcode: -1, errmsg: `system error ${String(error)}` }
    }
    if (fault === 'not_json') return void response.writeHead(502).end('<html>')
    if (Buffer.isBuffer(answer))
      return void response.writeHead(200, { 'Content-Type': 'image/png' }).end(answer)
    response.writeHead(200, { 'Content-Type': 'application/json; encoding=utf-8' })
    response.end(JSON.stringify(answer))
  }

  return { handle }
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
