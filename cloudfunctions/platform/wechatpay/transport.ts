import type { ReadableStream } from 'node:stream/web'
import { WECHATPAY_ORIGIN } from './config'
import { rejected } from './codes'
import { checkSignature, serialOf, type PlatformKeys } from './platform-keys'
import { unknown, type Rejected, type Unknown } from './result'

/** A verified answer, or why there is none. The body of a file is a stream, which nobody has verified. */
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
    let response: Response
    let text: string
    try {
      response = await fetch(url.replace(WECHATPAY_ORIGIN, baseUrl), {
        method,
        headers: { ...headers, 'Wechatpay-Serial': keys.preferredSerial },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      })
      text = await response.text()
    } catch (error) {
      return networkFailure(error)
    }
    const { status } = response
    if (status >= 500) return unknown('server_error', `HTTP ${status} ${readError(text).code}`)
    const answered = Object.fromEntries(response.headers)
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

  async function download(url: string, headers: Record<string, string>): Promise<Answer> {
    try {
      const response = await fetch(url.replace(WECHATPAY_ORIGIN, baseUrl), {
        headers,
        redirect: 'error',
        signal: AbortSignal.timeout(FILE_TIMEOUT_MS),
      })
      if (response.status === 200 && response.body) {
        return { kind: 'ok', body: response.body as ReadableStream<Uint8Array> }
      }
      await response.body?.cancel()
      return unknown(response.status >= 500 ? 'server_error' : 'malformed', `file: HTTP ${response.status}`)
    } catch (error) {
      return networkFailure(error)
    }
  }

  return {
    post: (url, params, headers) => call('POST', url, headers, JSON.stringify(params)),
    get: async (url, headers) =>
      url.startsWith(BILL_FILES)
        ? { status: 0, answer: await download(url, headers) }
        : call('GET', url, headers),
    upload: async () => ({ status: 0, answer: unknown('malformed', 'uploads are not supported') }),
  }
}

/** Read by shape: errors of `fetch` may come from another realm. */
export function networkFailure(error: unknown): Unknown {
  if (field(error, 'name') === 'TimeoutError') return unknown('timeout', 'no answer in time')
  const code = field(field(error, 'cause'), 'code') ?? field(error, 'name')
  return unknown('network', typeof code === 'string' ? code : 'no answer')
}

const field = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

function readError(text: string): { code: string; message: string } {
  const value = parse(text)
  const read = (name: string) => {
    const word = field(value, name)
    return typeof word === 'string' ? word : ''
  }
  return { code: read('code'), message: read('message') }
}
