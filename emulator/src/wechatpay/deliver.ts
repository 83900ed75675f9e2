import { DIES_HEADER, type Dies } from '../faults'
import { isLocalUrl } from './validate'

/** Delivers one notification; answers the HTTP status, or null when nobody answered in time. */
export type Deliver = (request: {
  url: string
  headers: Record<string, string>
  body: string
  /** The instance that receives it dies before it begins, or after its work without an answer. */
  dies?: Dies
}) => Promise<number | null>

/** WeChat Pay waits five seconds for the acknowledgement. */
const ACK_TIMEOUT_MS = 5000

/** Real HTTP, to this machine only. `timeoutMs`: of real time, for the acknowledgement. */
export function deliverOverHttp(timeoutMs = ACK_TIMEOUT_MS): Deliver {
  return async ({ url, headers, body, dies }) => {
    if (!isLocalUrl(url)) return null
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          ...headers,
          'Content-Type': 'application/json',
          Accept: '*/*',
          'User-Agent': 'Mozilla/4.0',
          ...(dies && { [DIES_HEADER]: dies }),
        },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      return null
    }
  }
}
