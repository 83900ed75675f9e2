import http from 'node:http'
import type https from 'node:https'
import { parse } from 'node:url'
import { sign } from './cloudbase-signature'
import { encrypted } from './http'

/**
 * Sends what the database of `@cloudbase/node-sdk` asks of CloudBase: the same bytes as its `tcbdbapirequester`, in
 * whose place the build puts this file, for half of the work. The original reads its environment and parses its address
 * a dozen times a request, times each stage of it in case somebody debugs, and asks which cloud it runs in; a purchase
 * sends seven requests. What the mall never does (a proxy, another account, anything outside a cloud function) is
 * refused. A test compares the two over generated requests and answers.
 *
 * One thing is different: a call without an answer in time is given up (the original leaves its connection behind).
 * Nothing is sent twice.
 */

interface Config {
  envName?: unknown
  headers?: Record<string, string>
  region?: string
  serviceUrl?: string
  timeout?: number
  accessKey?: string
  secretId?: string
  secretKey?: string
  sessionToken?: string
  version?: string
  proxy?: unknown
  retries?: unknown
  getCrossAccountInfo?: unknown
  instance?: string
  database?: string
}

const VERSION = 'tcb-node-sdk/3.18.3'
const TIMEOUT_MS = 15_000
/** As the SDK's: an idle connection is not kept longer, since the other side may be about to close it. */
const AGENT = { keepAlive: true, keepAliveMsecs: 3000, maxSockets: 100, maxFreeSockets: 10, timeout: 4800 }

export class TcbDBApiHttpRequester {
  constructor(private readonly config: Config) {
    if (config.proxy || config.retries || config.getCrossAccountInfo)
      throw new TypeError('proxies, retries and other accounts are not supported here')
  }

  /**
   * @throws Error with `code` and `requestId` when the service refuses, with the status as `code` when something before
   *   it does; ETIMEDOUT without a connection in time, ESOCKETTIMEDOUT without an answer, and what the network says
   */
  async send(action: string, data: object, opts: { timeout?: number } = {}): Promise<unknown> {
    const { config } = this
    const env = readEnvironment()
    const current =
      typeof config.envName === 'string' ? config.envName : env('TCB_ENV') || env('SCF_NAMESPACE')
    const wxCloudApiToken =
      (env('TRIGGER_SRC') === 'timer' && env('WX_TRIGGER_API_TOKEN_V0')) || env('WX_API_TOKEN') || ''
    const params = {
      ...data,
      action,
      instance: config.instance,
      database: config.database,
      envName: current || '',
      wxCloudApiToken,
      wxCloudbaseAccesstoken: wxCloudApiToken ? undefined : env('WX_CLOUDBASE_ACCESSTOKEN') || '',
      tcb_sessionToken: env('TCB_SESSIONTOKEN') || '',
      sessionToken:
        config.accessKey || config.secretId ? config.sessionToken : env('TENCENTCLOUD_SESSIONTOKEN'),
      crossAuthorizationToken: '',
    }
    const place = placeOf(config, current || '', env('TCB_CONTEXT_CNFG'))
    const query = `env=${current || ''}&seqId=${sequence(env('TCB_SEQID'))}`
    const headers = this.headers(place, query, params, env)
    return answerOf(
      place,
      query,
      headers,
      JSON.stringify(params),
      opts.timeout || config.timeout || TIMEOUT_MS,
    )
  }

  private headers(place: Place, query: string, params: object, env: Environment): http.OutgoingHttpHeaders {
    const { config } = this
    const region = config.region || env('TENCENTCLOUD_REGION')
    const trace = env('TCB_TRACELOG')
    const headers: Record<string, string | number> = {
      ...config.headers,
      'content-type': 'application/json',
      'User-Agent': VERSION,
      'X-TCB-Source': `${env('TCB_SOURCE') || ''},scf`,
      'X-Client-Timestamp': Date.now(),
      'X-SDK-Version': config.version || VERSION,
      Host: place.host,
      ...(trace && { 'X-TCB-Tracelog': trace }),
      ...(region && { 'X-TCB-Region': region }),
    }
    const timestamp = Math.floor(Date.now() / 1000) - 1
    if (config.accessKey) headers['Authorization'] = `Bearer ${config.accessKey}`
    else {
      const secretId = config.secretId || env('TENCENTCLOUD_SECRETID')
      const secretKey = config.secretKey || env('TENCENTCLOUD_SECRETKEY')
      if (!secretId || !secretKey)
        throw failure('INVALID_PARAM', 'missing secretId or secretKey of tencent cloud')
      headers['Authorization'] = sign({
        secretId,
        secretKey,
        method: 'post',
        url: place.url + query,
        params: params as Record<string, unknown>,
        headers,
        withSignedParams: true,
        timestamp,
      }).authorization
    }
    headers['X-Signature-Expires'] = 600
    headers['X-Timestamp'] = timestamp
    return headers
  }
}

type Environment = (name: string) => string | undefined

/** Set by whoever runs functions; everything else counts only when it is announced. */
const ALWAYS = new Set([
  'TRIGGER_SRC',
  'SCF_NAMESPACE',
  'TENCENTCLOUD_REGION',
  'TENCENTCLOUD_SECRETID',
  'TENCENTCLOUD_SECRETKEY',
  'TENCENTCLOUD_SESSIONTOKEN',
  'WX_TRIGGER_API_TOKEN_V0',
  'TCB_CONTEXT_CNFG',
])

/** The variables of now: keys change while an instance lives. @throws outside a cloud function */
function readEnvironment(): Environment {
  const { TENCENTCLOUD_RUNENV, TCB_CONTEXT_KEYS = '', WX_CONTEXT_KEYS = '' } = process.env
  if (TENCENTCLOUD_RUNENV !== 'SCF') throw new TypeError('requests are sent from cloud functions only')
  const announced = `,${TCB_CONTEXT_KEYS},${WX_CONTEXT_KEYS},`
  return (name) => (ALWAYS.has(name) || announced.includes(`,${name},`) ? process.env[name] : undefined)
}

let sent = 0

function sequence(of: string | undefined): string {
  const id = `${Date.now().toString(16)}_${(++sent).toString(16)}`
  return of ? `${of}-${id}` : id
}

/** Where requests go: everything up to the query's own part. */
interface Place {
  readonly url: string
  readonly host: string
  readonly client: typeof http | typeof https
  readonly target: Pick<http.RequestOptions, 'protocol' | 'hostname' | 'port' | 'agent'>
  readonly path: string
}

let known: { of: string; place: Place } | undefined

function placeOf({ region, serviceUrl }: Config, env: string, injected: string | undefined): Place {
  const home = process.env['TENCENTCLOUD_REGION']
  const of = JSON.stringify([region, home, serviceUrl, env, injected])
  if (known?.of !== of) known = { of, place: newPlace(serviceUrl, injected, region, home, env) }
  return known.place
}

function newPlace(
  serviceUrl: string | undefined,
  injected: string | undefined,
  region: string | undefined,
  home: string | undefined,
  env: string,
): Place {
  const at = region || home
  const inner = !at || at === home ? 'internal.' : ''
  const before = /^[a-z0-9_-]{1,40}$/.test(env) ? `${env}.` : ''
  const usual = `http://${before}${inner}${at ? `${at}.` : ''}tcb-api.tencentcloudapi.com/admin`
  const base = serviceUrl || urlOf(injected) || usual
  const url = base.includes('?') ? base : `${base}?`
  const { protocol, hostname, port, pathname, search } = new URL(url)
  const client = protocol === 'https:' ? encrypted() : http
  const target = { protocol, hostname, port, agent: new client.Agent(AGENT) }
  return { url, host: parse(url).host ?? '', client, target, path: `${pathname}${search || '?'}` }
}

function urlOf(injected = '{}'): string | undefined {
  try {
    return (JSON.parse(injected) as { URL?: string }).URL
  } catch {
    return undefined
  }
}

function answerOf(
  { url, client, target, path }: Place,
  query: string,
  headers: http.OutgoingHttpHeaders,
  body: string,
  timeoutMs: number,
): Promise<unknown> {
  headers['content-length'] = Buffer.byteLength(body)
  return new Promise((resolve, reject) => {
    const request = client.request({ ...target, path: path + query, method: 'POST', headers }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('error', reject)
      response.on('end', () => {
        clearTimeout(timer)
        try {
          resolve(resultOf(response.statusCode, Buffer.concat(chunks), url + query))
        } catch (error) {
          reject(error as Error)
        }
      })
    })
    request.on('error', reject)
    request.on('close', () => clearTimeout(timer))
    const timer = setTimeout(() => {
      const connected = request.socket?.connecting === false
      const code = connected ? 'ESOCKETTIMEDOUT' : 'ETIMEDOUT'
      request.destroy(failure(code, `${connected ? 'request' : 'connect'} timeout`))
    }, timeoutMs)
    request.end(body)
  })
}

function resultOf(status = 0, bytes: Buffer, url: string): unknown {
  const result = bytes.length === 0 ? undefined : (JSON.parse(bytes.toString()) as unknown)
  if (status !== 200) throw failure(status, `${status} ${http.STATUS_CODES[status] ?? ''} | [${url}]`)
  const { code, message, requestId } = (result ?? {}) as {
    code?: string
    message?: string
    requestId?: string
  }
  if (code) throw failure(code, message, requestId)
  return result
}

const failure = (code: string | number, message = '', requestId = ''): Error =>
  Object.assign(new Error(message), { code, requestId })
