import Taro from '@tarojs/taro'
import type { Envelope } from '@shared/contract'
import { learnServerNow } from './clock'
import { isWeb } from './env'

export interface CallRequest {
  /** The call inside the function, e.g. `catalog.home`. */
  path: string
  input?: unknown
}

export type NetworkErrorKind = 'timeout' | 'offline' | 'unavailable' | 'malformed'

const SENTENCES: Record<NetworkErrorKind, [code: string, sentence: string]> = {
  timeout: ['NET-504', '网络有点慢，请换个网络再试一次'],
  offline: ['NET-000', '网络没有连上，请检查后再试'],
  unavailable: ['NET-503', '服务暂时没有响应，请稍后再试'],
  malformed: ['NET-502', '服务的回复不完整，请稍后再试'],
}

/** No envelope came back. Whether the call took effect is unknown; `code` and `message` may be shown. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError'
  readonly code: string

  constructor(
    readonly kind: NetworkErrorKind,
    detail?: unknown,
  ) {
    super(SENTENCES[kind][1], { cause: detail })
    this.code = SENTENCES[kind][0]
  }
}

/** Opens the cloud once, before the first call. Does nothing in a browser. */
export function openCloud(env?: string): void {
  if (!isWeb) Taro.cloud.init(env ? { env, traceUser: true } : { traceUser: true })
}

/**
 * Calls a cloud function and gives back its envelope.
 * @throws NetworkError when none arrives within `timeoutMs`.
 */
export async function callFunction(
  name: string,
  request: CallRequest,
  { timeoutMs = 15_000 }: { timeoutMs?: number } = {},
): Promise<Envelope> {
  const startedAt = Date.now()
  const send = isWeb ? sendOverHttp : sendThroughWeChat
  const envelope = await withTimeout(timeoutMs, (signal) => send(name, request, signal))
  if (!isEnvelope(envelope)) throw new NetworkError('malformed')
  learnServerNow(envelope.now, Date.now() - startedAt)
  return envelope
}

async function sendThroughWeChat(name: string, request: CallRequest): Promise<unknown> {
  try {
    const { result } = await Taro.cloud.callFunction({ name, data: { ...request } })
    return result
  } catch (error) {
    throw new NetworkError(kindOf(error), error)
  }
}

/** Relative to the page: the same build is served below any folder, and `api/` lies beside it. */
async function sendOverHttp(name: string, request: CallRequest, signal: AbortSignal): Promise<unknown> {
  let response: Response
  try {
    response = await fetch(new URL(`api/${name}`, document.baseURI), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(request),
      credentials: 'same-origin',
      signal,
    })
  } catch (error) {
    throw new NetworkError('offline', error)
  }
  if (response.status >= 502) throw new NetworkError('unavailable', response.status)
  return response.json().catch((error: unknown) => {
    throw new NetworkError('malformed', error)
  })
}

async function withTimeout<T>(timeoutMs: number, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new NetworkError('timeout'))
      controller.abort()
    }, timeoutMs)
  })
  try {
    return await Promise.race([run(controller.signal), late])
  } finally {
    clearTimeout(timer)
  }
}

/** WeChat puts all it knows into `errMsg`. */
function kindOf(error: unknown): NetworkErrorKind {
  const text = String((error as { errMsg?: string } | null)?.errMsg ?? error).toLowerCase()
  if (/time ?out|-504003/.test(text)) return 'timeout'
  if (/request:fail|network|internet|offline|failed to fetch/.test(text)) return 'offline'
  return 'unavailable'
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false
  const { ok, now, error } = value as { ok?: unknown; now?: unknown; error?: unknown }
  if (typeof now !== 'number') return false
  return ok === true || (ok === false && typeof error === 'object' && error !== null)
}
