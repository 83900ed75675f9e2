import { createHmac, hash } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { MovableClock } from '../base'
import type { Credentials } from './credentials'
import { DatabaseError } from './errors'

/** What of a request is signed. */
export interface SignedRequest {
  readonly method?: string | undefined
  /** Path and query, as they were sent. */
  readonly url?: string | undefined
  readonly headers: IncomingHttpHeaders
}

/** A request's JSON object. */
type Params = Readonly<Record<string, unknown>>

/** For how long a signature holds; so the SDK says in `X-Signature-Expires`, which it does not sign. */
const LIFE_MS = 600_000
const ALGORITHM = 'TC3-HMAC-SHA256'
const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/, ]+)\/(\d{4}-\d\d-\d\d)\/(\w+)\/tc3_request,(?: SignedParams=([^, ]*),)? SignedHeaders=([^, ]+), Signature=([0-9a-f]{64})$/

/** The code is the service's for all of it: https://docs.cloudbase.net/error-code/SIGN_PARAM_INVALID */
const refused = (why: string): DatabaseError => new DatabaseError('SIGN_PARAM_INVALID', why)

/**
 * Checks who signed a request of the SDK, as the service does: TC3-HMAC-SHA256 over method, address, headers and what
 * the body says (https://cloud.tencent.com/document/api/598/38504; the body in the way of
 * `@cloudbase/signature-nodejs`, which the service reads it with).
 *
 * A signature is fresh on the machine's clock or on the emulator's, where the functions live; what was on its way while
 * that clock was moved is as old as it was.
 */
export function createSignatureCheck(clock: MovableClock, { secretId, secretKey }: Credentials) {
  const isFresh = freshness(clock)
  const keyOf = keysOf(secretKey)

  /** @throws DatabaseError SIGN_PARAM_INVALID */
  return function check({ method = '', url = '', headers }: SignedRequest, params: Params): void {
    const { authorization } = headers
    if (authorization === undefined) throw refused('authorization is missing')
    const parts = AUTHORIZATION.exec(authorization)
    if (!parts) throw refused('authorization is not in the format of TC3-HMAC-SHA256')
    const [, id, date = '', service = '', names = '', signedHeaders = '', signature] = parts
    if (id !== secretId) throw refused(`secret id error: only ${secretId} is known here`)
    const timestamp = Number(headers['x-timestamp'])
    if (!Number.isSafeInteger(timestamp) || dateOf(timestamp) !== date || !isFresh(timestamp * 1000)) {
      throw refused('signature is expired')
    }
    const words = wordsOf(params)
    const signed = namesOf(names)
    // The service would not look at the rest; the SDK signs everything, so somebody has put it there.
    if (signed.length !== words.size || !signed.every((name) => words.has(name))) {
      throw refused('what is signed is not what was sent')
    }
    const text = canonical({ method, url, headers }, signedHeaders, payloadHash(words, signed))
    if (signatureOf(text, timestamp, date, service, keyOf(date, service)) !== signature) {
      throw refused('signature error')
    }
  }
}

/** The headers with which a request is accepted that no SDK sends. `params` is its body; `url` the whole address. */
export function signRequest(
  { secretId, secretKey }: Credentials,
  url: string,
  params: Params,
  timestamp = Math.floor(Date.now() / 1000),
): Record<string, string> {
  const { host, pathname, search } = new URL(url)
  const headers = { 'content-type': 'application/json', host }
  const words = wordsOf(params)
  const names = [...words.keys()].sort()
  const signedHeaders = 'content-type;host'
  const date = dateOf(timestamp)
  const text = canonical(
    { method: 'POST', url: pathname + search, headers },
    signedHeaders,
    payloadHash(words, names),
  )
  const signature = signatureOf(text, timestamp, date, 'tcb', keysOf(secretKey)(date, 'tcb'))
  return {
    'content-type': headers['content-type'],
    'x-timestamp': String(timestamp),
    authorization: `${ALGORITHM} Credential=${secretId}/${date}/tcb/tc3_request, SignedParams=${names.join(';')}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
  }
}

/** @throws DatabaseError when a header was not sent, or one is not signed that has to be */
function canonical(
  { method = '', url = '', headers }: SignedRequest,
  signedHeaders: string,
  payload: string,
): string {
  const names = namesOf(signedHeaders)
  if (!names.includes('host') || !names.includes('content-type')) {
    throw refused('host and content-type have to be signed')
  }
  let lines = ''
  for (const name of names) {
    const value = headers[name]
    if (typeof value !== 'string') throw refused(`the header ${name} is signed, but was not sent`)
    lines += `${name}:${name === 'content-type' ? value : value.trim().toLowerCase()}\n`
  }
  const [path = '', query = ''] = cut(url, '?')
  // As the SDK writes it: the method in lower case, the address with its host and without its protocol.
  return `${method.toLowerCase()}\n//${headers.host ?? ''}${path}\n${query}\n${lines}\n${signedHeaders}\n${payload}`
}

function signatureOf(text: string, timestamp: number, date: string, service: string, key: Buffer): string {
  const said = `${ALGORITHM}\n${timestamp}\n${date}/${service}/tc3_request\n${hash('sha256', text)}`
  return createHmac('sha256', key).update(said).digest('hex')
}

function payloadHash(words: ReadonlyMap<string, string>, names: readonly string[]): string {
  let text = ''
  for (const name of names) text += `&${name}=${words.get(name)}\r\n`
  return hash('sha256', text)
}

/** What a body says: names in lower case, values as text. What is empty is not signed. */
function wordsOf(params: Params): Map<string, string> {
  const words = new Map<string, string>()
  for (const [key, value] of Object.entries(params)) {
    const name = nameOf(key)
    const text = (typeof value === 'string' ? value : JSON.stringify(value)).trim()
    if (text === '') words.delete(name)
    else words.set(name, text)
  }
  return words
}

/** The same few names, lists and days come again and again; those that somebody makes up are not kept for ever. */
function remembered<Key extends string | number, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = make(key)
      if (String(key).length > LONGEST_KEY) return value
      if (known.size >= MOST_KEYS) known.clear()
      known.set(key, value)
    }
    return value
  }
}
const MOST_KEYS = 200
const LONGEST_KEY = 200

const nameOf = remembered((key: string) =>
  encodeURIComponent(
    key
      .toLowerCase()
      .trim()
      .replace(/\p{Surrogate}/gu, '\ufffd'),
  ).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`),
)

const namesOf = remembered((list: string): readonly string[] => (list === '' ? [] : list.split(';')))

const DAY_S = 86_400
/** The date of a day since 1970; nothing for one that no calendar has. */
const dateOfDay = remembered((day: number): string => {
  const date = new Date(day * DAY_S * 1000)
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10)
})
/** @param timestamp seconds since 1970 */
const dateOf = (timestamp: number): string => dateOfDay(Math.floor(timestamp / DAY_S))

function cut(text: string, at: string): string[] {
  const index = text.indexOf(at)
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)]
}

/** The signing keys of a day; the last one is kept. */
function keysOf(secretKey: string): (date: string, service: string) => Buffer {
  let kept: { of: string; key: Buffer } | undefined
  const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
  return (date, service) => {
    const of = `${date}/${service}`
    if (kept?.of !== of) {
      kept = { of, key: hmac(hmac(hmac(`TC3${secretKey}`, date), service), 'tc3_request') }
    }
    return kept.key
  }
}

/** Whether somebody who lives on the machine's clock or on this one signed at `at` within the last ten minutes. */
function freshness(clock: MovableClock): (at: number) => boolean {
  /** How far the clock had been moved before each move of the last ten minutes, the earliest first. */
  const moves: { from: number; movedAt: number }[] = []
  let offset = clock.offsetMs()
  clock.onMove(() => {
    const now = Date.now()
    while (moves[0] && now - moves[0].movedAt > LIFE_MS) moves.shift()
    moves.push({ from: offset, movedAt: now })
    offset = clock.offsetMs()
  })
  return (at) => {
    if (Math.abs(at - Date.now()) <= LIFE_MS) return true
    const now = clock.now()
    const [earliest] = moves
    const moved = earliest && Date.now() - earliest.movedAt <= LIFE_MS ? clock.offsetMs() - earliest.from : 0
    return at <= now + LIFE_MS && at >= now - moved - LIFE_MS
  }
}
