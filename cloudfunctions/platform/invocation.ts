/** What CloudBase hands to a function beside the event; only what is used here. */
export interface PlatformContext {
  request_id?: string
  requestId?: string
}

/** An HTTP request as CloudBase's HTTP access hands it over. */
export interface HttpRequest {
  path?: string
  httpMethod?: string
  headers?: Record<string, string | undefined>
  queryStringParameters?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

export interface HttpAnswer {
  statusCode: number
  headers?: Record<string, string>
  body?: string
}

/** What a timer trigger hands over. */
export interface TimerEvent {
  Type?: string
  TriggerName?: string
  Time?: string
  Message?: string
}

/** The bytes that were sent: signatures are over these. */
export function rawBodyOf({ body = '', isBase64Encoded = false }: HttpRequest): string {
  return Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8').toString('utf8')
}

/**
 * The caller's openid, which only WeChat's gateway can set. It is valid for this invocation and has to be read
 * before the first `await`: the next one overwrites it, and nobody clears it after an invocation.
 */
export function callerOf(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const keys = env['WX_CONTEXT_KEYS']?.split(',') ?? []
  return keys.includes('WX_OPENID') ? env['WX_OPENID'] || undefined : undefined
}
