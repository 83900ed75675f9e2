import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createWechatPayGateway,
  type Notification,
  type NotificationProblem,
  type WechatPayGateway,
} from '../../cloudfunctions/platform/wechatpay'
import { createClock, type MovableClock } from '../../emulator/src/base'
import {
  createWechatPay,
  type Deliver,
  openWechatPayStore,
  type PlatformMode,
  signedHeaders,
  type WechatPay,
  type WechatPayStore,
} from '../../emulator/src/wechatpay'
import { NOON } from '../support/noon'

/** Ends what hangs. */
const PATIENCE_MS = 60_000

export const OPENID = 'oBanyan0000000000000000000AA'

export interface Harness {
  clock: MovableClock
  store: WechatPayStore
  wechatpay: WechatPay
  /** Waits for as long as a busy machine takes. */
  readonly gateway: WechatPayGateway
  /** Another one that waits so long only. */
  openGateway(over: { timeoutMs: number }): WechatPayGateway
  /** Notifications as the merchant's callback read them, oldest first. */
  heard: { notification: Notification; at: number }[]
  /** Why the merchant's callback refused others, oldest first. */
  refused: NotificationProblem[]
  /** The status the merchant's callback answers genuine notifications with. */
  answerWith(status: number): void
  /** From now on the merchant believes these keys beside those it has. */
  pin(platformKeys: Record<string, string>): void
  /** Something on the way changes WeChat Pay's next answer. */
  changeNextAnswer(change: (answer: WireAnswer) => Partial<WireAnswer>): void
  /** Something on the way changes the files that WeChat Pay hands out; without an argument nothing does any more. */
  changeFiles(change?: (file: Buffer) => Buffer): void
  /** An answer's headers with a signature of WeChat Pay over this body. */
  signedHeaders(body: string): Record<string, string>
  /** Requests that reached WeChat Pay. */
  requests: { method: string; url: string; headers: IncomingMessage['headers'] }[]
  notifyUrl: string
  close(): Promise<void>
}

/** An answer as it goes over the wire. */
export interface WireAnswer {
  status: number
  headers: Record<string, string>
  body: string
}

/** WeChat Pay and a merchant's callback, both on real loopback HTTP, with our gateway between them. */
export async function start(
  options: {
    platformMode?: PlatformMode
    store?: WechatPayStore
    clock?: MovableClock
    deliver?: Deliver
  } = {},
): Promise<Harness> {
  const clock = options.clock ?? createClock(0, NOON)
  const store = options.store ?? openWechatPayStore(':memory:')
  const heard: Harness['heard'] = []
  const refused: Harness['refused'] = []
  const requests: Harness['requests'] = []
  let status = 204
  let change: ((answer: WireAnswer) => Partial<WireAnswer>) | undefined
  let changeFile: ((file: Buffer) => Buffer) | undefined

  const merchantServer = createServer(async (request, response) => {
    const rawBody = await readAll(request)
    const notification = gateway.parseNotification({ headers: request.headers, rawBody })
    if (notification.kind === 'rejected') {
      refused.push(notification.reason)
      return void response.writeHead(400).end()
    }
    heard.push({ notification, at: clock.now() })
    response.writeHead(status).end()
  })
  /** WeChat Pay itself, for answers that something on the way changes. */
  const innerServer = createServer((request, response) => void wechatpay.handle(request, response))
  const innerUrl = await listen(innerServer)
  const payServer = createServer(async (request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    request.url = (request.url ?? '').replace(/^\/wechatpay/, '')
    if (changeFile && request.url.includes('billdownload')) {
      const { status: code, headers, bytes } = await pass(innerUrl, request)
      return response.writeHead(code, headers).end(changeFile(bytes))
    }
    if (!change) return wechatpay.handle(request, response)
    const changed = change
    change = undefined
    const { bytes, ...head } = await pass(innerUrl, request)
    const answer = { ...head, body: bytes.toString('utf8') }
    const { status: code, headers, body } = { ...answer, ...changed(answer) }
    response.writeHead(code, headers).end(body)
  })
  const notifyUrl = `${await listen(merchantServer)}/notify`
  const wechatpay = await createWechatPay({
    clock,
    store,
    baseUrl: `${await listen(payServer)}/wechatpay`,
    platformMode: options.platformMode,
    deliver: options.deliver,
  })
  let pinned = wechatpay.merchant.platformKeys
  const openGateway = ({ timeoutMs = PATIENCE_MS } = {}) =>
    createWechatPayGateway(
      { ...wechatpay.merchant, platformKeys: pinned, notifyUrl, timeoutMs },
      { now: clock.now },
    )
  let gateway = openGateway()
  return {
    clock,
    store,
    wechatpay,
    get gateway() {
      return gateway
    },
    openGateway,
    heard,
    refused,
    requests,
    notifyUrl,
    answerWith: (wanted) => void (status = wanted),
    pin(platformKeys) {
      pinned = { ...pinned, ...platformKeys }
      gateway = openGateway()
    },
    changeNextAnswer: (wanted) => void (change = wanted),
    changeFiles: (wanted) => void (changeFile = wanted),
    signedHeaders: (body) => ({
      'content-type': 'application/json',
      ...signedHeaders(wechatpay, body),
    }),
    async close() {
      await wechatpay.close()
      await Promise.all([stop(merchantServer), stop(payServer), stop(innerServer)])
      if (!options.store) store.close()
    },
  }
}

/** Hands a request on and brings its answer. */
async function pass(
  to: string,
  request: IncomingMessage,
): Promise<Omit<WireAnswer, 'body'> & { bytes: Buffer }> {
  const { host: _host, connection: _connection, 'content-length': _length, ...headers } = request.headers
  const body = await readAll(request)
  const answer = await fetch(to + (request.url ?? ''), {
    method: request.method,
    headers: headers as Record<string, string>,
    body: body.length > 0 ? new Uint8Array(body) : undefined,
  })
  const {
    'transfer-encoding': _encoding,
    'content-length': _size,
    ...kept
  } = Object.fromEntries(answer.headers)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, headers: kept as Record<string, string>, bytes }
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts)
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

let lastNumber = 0
/** A new order or refund number. */
export const newNumber = (prefix = 'order'): string => `${prefix}_${String(++lastNumber).padStart(8, '0')}`

/** Prepays an order of `amountFen` and has it paid; throws when that fails. */
export async function paidOrder(
  { gateway, wechatpay, clock }: Harness,
  amountFen = 1000,
  notify: 'normal' | 'lose' | 'never' = 'normal',
): Promise<{ orderId: string; transactionId: string }> {
  const orderId = newNumber()
  const prepaid = await gateway.prepay({
    orderId,
    description: '手冲咖啡豆 250g',
    amountFen,
    openid: OPENID,
    expiresAt: clock.now() + 30 * 60_000,
  })
  if (prepaid.kind !== 'ok') throw new Error(`prepay: ${JSON.stringify(prepaid)}`)
  const paid = wechatpay.pay(prepaid.value.payParams, { openid: OPENID, notify })
  if (!paid.ok) throw new Error(`pay: ${paid.code}`)
  return { orderId, transactionId: paid.transactionId }
}
