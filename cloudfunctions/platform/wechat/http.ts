import { failure } from './errcodes'
import { ok, unknown, type Result } from '../wechatpay/result'

/** A JSON object of WeChat's, or an image. */
export type Content =
  { json: Record<string, unknown>; bytes?: undefined } | { bytes: Buffer; json?: undefined }

/** One call with a time-out. A JSON answer with an errcode is a refusal; an image is an image. */
export async function call(
  url: string,
  body: Record<string, unknown>,
  timeoutMs: number,
): Promise<Result<Content>> {
  let response: Response
  let bytes: Buffer
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    })
    bytes = Buffer.from(await response.arrayBuffer())
  } catch (error) {
    const name = property(error, 'name')
    if (name === 'TimeoutError') return unknown('timeout', 'no answer in time')
    const code = property(property(error, 'cause'), 'code') ?? name
    return unknown('network', typeof code === 'string' ? code : 'no answer')
  }
  if (response.status !== 200) return unknown('server_error', `HTTP ${response.status}`)
  if (response.headers.get('content-type')?.startsWith('image/')) return ok({ bytes })
  const json = parse(bytes.toString('utf8'))
  if (!json) return unknown('malformed', 'neither JSON nor an image')
  const { errcode, errmsg } = json
  if (typeof errcode === 'number' && errcode !== 0)
    return failure(errcode, typeof errmsg === 'string' ? errmsg : '')
  return ok({ json })
}

/** Read by shape: errors of `fetch` may come from another realm. */
const property = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Record<string, unknown>)[name] : undefined

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
