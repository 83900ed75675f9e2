import { download, send, whyNoAnswer, type Reply } from '../http'
import { WECHATPAY_ORIGIN } from './config'
import { rejected } from './codes'
import { checkSignature, serialOf, type PlatformKeys } from './platform-keys'
import { unknown, type Rejected, type Unknown } from './result'

/** A verified answer, or why there is none. The body of a file is a `Readable`, which nobody has verified. */
export type Answer = { kind: 'ok'; body: unknown } | Rejected | Unknown

/** The library's result with our verified answer beside it. */
export interface TransportOutput {
  /** 0: the library never reads an answer, nor signs payment parameters of its own, with a weak nonce, after it. */
  status: 0
  answer: Answer
}

export interface Transport {
  post(
    url: string,
    params: Record<string, unknown>,
    headers: Record<string, string>,
  ): Promise<TransportOutput>
  get(url: string, headers: Record<string, string>): Promise<TransportOutput>
  upload(): Promise<TransportOutput>
}

/** Where bills lie: the one thing that WeChat Pay answers without a signature. Its hash is known from before. */
export const BILL_FILES = `${WECHATPAY_ORIGIN}/v3/billdownload/file?`
/** For a whole file, as long as a function may take for it. */
const FILE_TIMEOUT_MS = 15_000

/**
 * The http service we give to the library in place of its own: the address may be redirected, every call has a
 * time-out, says which key we expect, and hands on nothing that WeChat Pay has not signed, files excepted.
 */
export function createTransport(options: {
  keys: PlatformKeys
  baseUrl: string
  timeoutMs: number
  now: () => number
}): Transport {
  const { keys, baseUrl, timeoutMs, now } = options

  const call = async (...request: Parameters<typeof exchange>): Promise<TransportOutput> => ({
    status: 0,
    answer: await exchange(...request),
  })

  async function exchange(
    method: 'GET' | 'POST',
    url: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<Answer> {
    let reply: Reply
    try {
      reply = await send({
        method,
        url: url.replace(WECHATPAY_ORIGIN, baseUrl),
        headers: {
          ...headers,
          ...(body !== undefined && { 'Content-Type': 'application/json' }),
          'Wechatpay-Serial': keys.preferredSerial,
        },
        body,
        timeoutMs,
      })
    } catch (error) {
      return networkFailure(error)
    }
    const { status, headers: answered } = reply
    const text = reply.bytes.toString('utf8')
    if (status >= 500) return unknown('server_error', `HTTP ${status} ${readError(text).code}`)
    const problem = checkSignature(keys, answered, text, now())
    if (problem) {
      // Which key it was tells the operator what to pin.
      const named = problem === 'unknown_serial' ? `${problem} ${serialOf(answered) ?? ''}`.trim() : problem
      return unknown('unverified', `${named}, HTTP ${status} ${readError(text).code}`)
    }
    if (status === 204) return { kind: 'ok', body: null }
    if (status === 200) {
      const value = parse(text)
      return value === undefined ? unknown('malformed', 'HTTP 200 without JSON') : { kind: 'ok', body: value }
    }
    const { code, message } = readError(text)
    return code ? rejected(code, message) : unknown('malformed', `HTTP ${status} without a code`)
  }

  async function file(url: string, headers: Record<string, string>): Promise<Answer> {
    try {
      const { status, body } = await download({
        method: 'GET',
        url: url.replace(WECHATPAY_ORIGIN, baseUrl),
        headers,
        timeoutMs: FILE_TIMEOUT_MS,
      })
      if (status === 200) return { kind: 'ok', body }
      body.destroy()
      return unknown(status >= 500 ? 'server_error' : 'malformed', `file: HTTP ${status}`)
    } catch (error) {
      return networkFailure(error)
    }
  }

  return {
    post: (url, params, headers) => call('POST', url, headers, JSON.stringify(params)),
    get: async (url, headers) =>
      url.startsWith(BILL_FILES)
        ? { status: 0, answer: await file(url, headers) }
        : call('GET', url, headers),
    upload: async () => ({ status: 0, answer: unknown('malformed', 'uploads are not supported') }),
  }
}

export function networkFailure(error: unknown): Unknown {
  const why = whyNoAnswer(error)
  return why === 'timeout' ? unknown('timeout', 'no answer in time') : unknown('network', why)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function readError(text: string): { code: string; message: string } {
  const value = parse(text)
  const fields = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>
  const read = (name: string) => {
    const word = fields[name]
    return typeof word === 'string' ? word : ''
  }
  return { code: read('code'), message: read('message') }
}
