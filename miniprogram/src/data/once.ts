import type { CallName, InputOf, OutputOf } from '@shared/contract'
import { call, CallError, newToken, serverNow, storage } from '@/platform'
import { inFlight } from './in-flight'

/** An intent that the server has not answered yet. */
interface Attempt {
  key: string
  token: string
  /** Since when, on the server's clock. */
  at: number
}

/** Whoever sees no answer tries again at once, or looks first what has become of it. */
const LIVES_MS = 5 * 60_000

const unanswered = new Map<string, Attempt>()

/**
 * Sends a command under one token for each intent: when an answer is lost, the same intent is sent under the same
 * token, and the server knows it for the same command. Once it is answered, or after `livesMs`, the same wish is
 * another intent. While it is on its way, a second tap is the first one.
 *
 * @param name of the kind of command
 * @param key what is wanted: two with the same key want the same
 * @param options `stored`: the last one of this kind is remembered when the mini-program ends, too
 */
export function sendOnce<T>(
  name: string,
  key: string,
  send: (token: string) => Promise<T>,
  options: { livesMs?: number; stored?: boolean } = {},
): Promise<T> {
  return inFlight(name, key, () => sendIntent(name, key, send, options))
}

async function sendIntent<T>(
  name: string,
  key: string,
  send: (token: string) => Promise<T>,
  { livesMs = LIVES_MS, stored = false }: { livesMs?: number; stored?: boolean },
): Promise<T> {
  const intent = `${name} ${key}`
  const now = serverNow()
  const last = unanswered.get(intent) ?? (stored ? storage.get<Attempt>(name) : undefined)
  const attempt = last?.key === key && now - last.at < livesMs ? last : { key, token: newToken(), at: now }
  unanswered.set(intent, attempt)
  if (stored) storage.set(name, attempt)
  const forget = () => {
    unanswered.delete(intent)
    if (stored) storage.remove(name)
  }
  try {
    const answer = await send(attempt.token)
    forget()
    return answer
  } catch (error) {
    if (isAnswer(error)) forget()
    throw error
  }
}

/** Whether the server has decided: if not, what was sent may have happened. */
export function isAnswer(error: unknown): boolean {
  return error instanceof CallError && error.code !== 'INTERNAL' && error.code !== 'BUSY'
}

/** The commands that a client may make safe to repeat. */
export type OnceCall = {
  [N in CallName]: InputOf<N> extends { token?: string | undefined } ? N : never
}[CallName]

/** Makes a command whose token is that of its input. */
export function callOnce<N extends CallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  return sendOnce(name, JSON.stringify(input), (token) => call(name, { ...input, token }))
}
