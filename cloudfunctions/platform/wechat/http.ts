import { send, whyNoAnswer, type Reply } from '../http'
import { failure } from './errcodes'
import { ok, unknown, type Result } from '../wechatpay/result'

/** A JSON object of WeChat's, or an image. */
export type Content =
  { json: Record<string, unknown>; bytes?: undefined } | { bytes: Buffer; json?: undefined }

/**
 * One call with a time-out: a POST of `body`, or a GET without one. A JSON answer with an errcode is a refusal; an
 * image is an image.
 */
export async function call(
  url: string,
  body: Record<string, unknown> | undefined,
  timeoutMs: number,
): Promise<Result<Content>> {
  let reply: Reply
  try {
    reply = await send({
      url,
      timeoutMs,
      ...(body
        ? { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
        : { method: 'GET', headers: {} }),
    })
  } catch (error) {
    const why = whyNoAnswer(error)
    return why === 'timeout' ? unknown('timeout', 'no answer in time') : unknown('network', why)
  }
  const { status, headers, bytes } = reply
  if (status !== 200) return unknown('server_error', `HTTP ${status}`)
  if (headers['content-type']?.startsWith('image/')) return ok({ bytes })
  const json = parse(bytes.toString('utf8'))
  if (!json) return unknown('malformed', 'neither JSON nor an image')
  const { errcode, errmsg } = json
  if (typeof errcode === 'number' && errcode !== 0)
    return failure(errcode, typeof errmsg === 'string' ? errmsg : '')
  return ok({ json })
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
