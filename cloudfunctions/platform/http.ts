import http from 'node:http'
import type https from 'node:https'
import type { Readable } from 'node:stream'

/**
 * HTTP to WeChat and WeChat Pay by node's own client: `fetch` costs an instance 40 ms of processor time when it is
 * loaded and five times as much a call.
 */

export interface HttpCall {
  readonly method: 'GET' | 'POST' | 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
  /** For the whole answer, its body included. */
  readonly timeoutMs: number
}

export interface Reply {
  readonly status: number
  /** Names in lower case; one that came several times is joined by commas. */
  readonly headers: Readonly<Record<string, string>>
  readonly bytes: Buffer
}

/** An idle connection is not kept longer: the other side may be about to close it. */
const IDLE_MS = 4_000

/** For what is encrypted: loads TLS, which a callback of WeChat Pay, for one, does without. */
export function encrypted(): typeof https {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- loaded when it is needed, and at once
  return require('node:https') as typeof https
}

const agents = new Map<string, http.Agent>()

/** Made at the first call, so that importing does no work. */
function agentOf(protocol: string): http.Agent {
  const known = agents.get(protocol)
  if (known) return known
  const agent = new (protocol === 'http:' ? http : encrypted()).Agent({ keepAlive: true, timeout: IDLE_MS })
  agents.set(protocol, agent)
  return agent
}

/**
 * One request; the answer begins, and its body may still fail. Follows no redirect and sends nothing twice.
 * @throws Error named `TimeoutError`, or what the network says (`code`)
 */
function open(call: HttpCall): Promise<http.IncomingMessage> {
  const { method, url, body, timeoutMs } = call
  const { protocol } = new URL(url)
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) }
  return new Promise((resolve, reject) => {
    const request = (protocol === 'http:' ? http : encrypted()).request(url, {
      method,
      headers: { ...call.headers, ...length },
      agent: agentOf(protocol),
    })
    let exchange: { destroy(error: Error): unknown } = request
    const timer = setTimeout(() => {
      const late = new Error('no answer in time')
      late.name = 'TimeoutError'
      exchange.destroy(late)
    }, timeoutMs)
    request.once('close', () => clearTimeout(timer))
    request.once('response', (response) => {
      exchange = response
      resolve(response)
    })
    // Stays: what goes wrong after the answer began is told by the answer.
    request.on('error', reject)
    request.end(body)
  })
}

/** One request with its whole answer. @throws Error named `TimeoutError`, or what the network says (`code`) */
export async function send(call: HttpCall): Promise<Reply> {
  const response = await open(call)
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  return { ...headOf(response), bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) }
}

/** One request of which the answer is a file. It has to be read to its end or destroyed. @throws as `send` */
export async function download(call: HttpCall): Promise<Omit<Reply, 'bytes'> & { readonly body: Readable }> {
  const response = await open(call)
  return { ...headOf(response), body: response }
}

function headOf({ statusCode = 0, headers }: http.IncomingMessage): Omit<Reply, 'bytes'> {
  const joined = Object.entries(headers).map(([name, value = '']) => [name, String(value)])
  return { status: statusCode, headers: Object.fromEntries(joined) as Record<string, string> }
}

/** Why a call has no answer, in a word: `timeout`, or a code such as `ECONNREFUSED`. */
export function whyNoAnswer(error: unknown): string {
  // Read by shape: errors of node's modules come from another realm in the tests.
  const { name, code } = (typeof error === 'object' && error !== null ? error : {}) as Record<string, unknown>
  if (name === 'TimeoutError') return 'timeout'
  return typeof code === 'string' ? code : typeof name === 'string' ? name : 'no answer'
}
