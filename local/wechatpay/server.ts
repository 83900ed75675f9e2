import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import { authorize } from './authorization'
import type { WechatPayContext } from './context'
import { WechatPayError, paramError } from './errors'
import type { FaultKind, Faults } from './faults'
import { findRoute } from './router'
import { signBodyInPool } from './sealing'

const MAX_BODY_BYTES = 64 * 1024

export interface WechatPayServer {
  /** Answers a request whose url is the path behind the prefix, such as `/v3/certificates`. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Lets go of the connections that a `hang` holds. */
  close(): void
}

export function createServer(context: WechatPayContext, faults: Faults): WechatPayServer {
  const held = new Set<ServerResponse>()

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.method ?? 'GET'
    const path = request.url ?? '/'
    const fault = faults.take(`${method} ${path}`)
    if (fault === 'refuse') return void response.destroy()
    let answer: Answer
    try {
      const body = await readBody(request)
      if (fault === 'system_error') throw new WechatPayError(500, 'SYSTEM_ERROR', '系统异常，请稍后重试')
      if (fault === 'rate_limit') throw new WechatPayError(429, 'FREQUENCY_LIMITED', '频率超限，请降低频率')
      answer = perform(request, method, path, body)
      await context.store.flushed()
      if (fault === 'system_error_after')
        throw new WechatPayError(500, 'SYSTEM_ERROR', '系统异常，请稍后重试')
    } catch (error) {
      answer = failure(error)
    }
    if (fault === 'lose_answer') return void response.destroy()
    if (fault === 'hang') return void held.add(response)
    await send(response, answer, fault)
  }

  function perform(request: IncomingMessage, method: string, path: string, body: string): Answer {
    const [pathname = '/', search = ''] = path.split('?', 2)
    const found = findRoute(method, pathname)
    if (!found) throw new WechatPayError(404, 'RESOURCE_NOT_EXISTS', '请求的资源不存在')
    authorize(context, { method, path, body, authorization: request.headers.authorization })
    const serial = request.headers['wechatpay-serial']
    if (serial !== undefined && serial !== context.keys.platform.serial)
      throw paramError('Wechatpay-Serial 与平台公钥或平台证书不符')
    if (method === 'POST' && !request.headers['content-type']?.startsWith('application/json'))
      throw paramError('Content-Type 须为 application/json')
    const value = found.route(context, { id: found.id, search: new URLSearchParams(search), body })
    if (Buffer.isBuffer(value)) return { status: 200, body: '', file: value }
    return value === undefined ? { status: 204, body: '' } : { status: 200, body: JSON.stringify(value) }
  }

  async function send(response: ServerResponse, answer: Answer, fault: FaultKind | undefined): Promise<void> {
    if (answer.file) {
      response.writeHead(answer.status, {
        'Content-Type': 'application/octet-stream',
        'Request-ID': randomUUID(),
      })
      return void response.end(fault === 'not_json' ? '<html>502</html>' : answer.file)
    }
    const body = fault === 'not_json' ? '<html>502</html>' : answer.body
    const at = context.clock.now() - (fault === 'stale' ? 6 * 60_000 : 0)
    const headers = await signBodyInPool(body, context.keys.platform, at)
    if (fault === 'bad_signature') headers['Wechatpay-Signature'] = Buffer.alloc(256, 7).toString('base64')
    if (fault === 'unknown_serial') headers['Wechatpay-Serial'] = 'PUB_KEY_ID_0000000000000000000000000000'
    response.writeHead(answer.status, {
      ...(body && { 'Content-Type': 'application/json; charset=utf-8' }),
      ...(fault !== 'unsigned' && headers),
      'Request-ID': randomUUID(),
    })
    response.end(body)
  }

  return {
    handle,
    close() {
      for (const response of held) response.destroy()
      held.clear()
    },
  }
}

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
