import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from '../random'
import { passGate, type AnswerFault, type Caller, type Faults } from '../faults'
import { authorize } from './authorization'
import type { WechatPayContext } from './context'
import { WechatPayError, paramError } from './errors'
import { answeringKey } from './key-change'
import { findRoute } from './router'
import { signBodyInPool } from './sealing'

const MAX_BODY_BYTES = 64 * 1024

export interface WechatPayServer {
  /** Answers a request whose url is the path behind the prefix, such as `/v3/certificates`. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, caller?: Caller): Promise<void>
}

export function createServer(context: WechatPayContext, faults: Faults): WechatPayServer {
  function handle(request: IncomingMessage, response: ServerResponse, caller?: Caller): Promise<void> {
    const { name = 'unknown' } = findRoute(request.method ?? 'GET', pathnameOf(request)) ?? {}
    return passGate(faults, { at: `wechatpay.${name}`, request, response, caller, perform: answerTo })
  }

  async function answerTo(
    request: IncomingMessage,
    response: ServerResponse,
    fault?: AnswerFault,
  ): Promise<void> {
    let answer: Answer
    try {
      const body = await readBody(request)
      if (fault === 'system_error') throw new WechatPayError(500, 'SYSTEM_ERROR', '系统异常，请稍后重试')
      if (fault === 'rate_limit') throw new WechatPayError(429, 'FREQUENCY_LIMITED', '频率超限，请降低频率')
      answer = perform(request, body)
      await context.store.flushed()
      if (fault === 'system_error_after')
        throw new WechatPayError(500, 'SYSTEM_ERROR', '系统异常，请稍后重试')
    } catch (error) {
      answer = failure(error)
    }
    await send(response, answer, { fault, serial: serialOf(request) })
  }

  function perform(request: IncomingMessage, body: string): Answer {
    const { method = 'GET', url: path = '/' } = request
    const found = findRoute(method, pathnameOf(request))
    if (!found) throw new WechatPayError(404, 'RESOURCE_NOT_EXISTS', '请求的资源不存在')
    authorize(context, { method, path, body, authorization: request.headers.authorization })
    if (method === 'POST' && !request.headers['content-type']?.startsWith('application/json'))
      throw paramError('Content-Type 须为 application/json')
    const search = new URLSearchParams(path.split('?', 2)[1])
    const value = found.route(context, { id: found.id, search, body })
    if (Buffer.isBuffer(value)) return { status: 200, body: '', file: value }
    return value === undefined ? { status: 204, body: '' } : { status: 200, body: JSON.stringify(value) }
  }

  /** Signs with the key that the request named in `Wechatpay-Serial`; a refused signature is answered unsigned. */
  async function send(
    response: ServerResponse,
    answer: Answer,
    { fault, serial }: { fault?: AnswerFault; serial?: string },
  ): Promise<void> {
    if (answer.file) {
      response.writeHead(answer.status, {
        'Content-Type': 'application/octet-stream',
        'Request-ID': randomUUID(),
      })
      return void response.end(fault === 'not_json' ? '<html>502</html>' : answer.file)
    }
    const body = fault === 'not_json' ? '<html>502</html>' : answer.body
    const at = context.clock.now() - (fault === 'stale' ? 6 * 60_000 : 0)
    const headers = await signBodyInPool(body, answeringKey(context.keys, serial), at)
    if (fault === 'bad_signature') headers['Wechatpay-Signature'] = Buffer.alloc(256, 7).toString('base64')
    if (fault === 'unknown_serial') headers['Wechatpay-Serial'] = 'PUB_KEY_ID_0000000000000000000000000000'
    response.writeHead(answer.status, {
      ...(body && { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(fault !== 'unsigned' && answer.status !== 401 && headers),
      'Request-ID': randomUUID(),
    })
    response.end(body)
  }

  return { handle }
}

const serialOf = (request: IncomingMessage): string | undefined => {
  const serial = request.headers['wechatpay-serial']
  return typeof serial === 'string' ? serial : undefined
}

const pathnameOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/'

interface Answer {
  status: number
  body: string
  /** Sent instead of the body, unsigned. */
  file?: Buffer
}

function failure(error: unknown): Answer {
  const known =
    error instanceof WechatPayError
      ? error
      : new WechatPayError(500, 'SYSTEM_ERROR', `系统异常：${String(error)}`)
  return { status: known.status, body: JSON.stringify({ code: known.code, message: known.message }) }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size <= MAX_BODY_BYTES) parts.push(part)
  }
  if (size > MAX_BODY_BYTES) throw new WechatPayError(413, 'PARAM_ERROR', '请求体过大')
  return Buffer.concat(parts).toString('utf8')
}
