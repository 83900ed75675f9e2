import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  createWechatPayGateway,
  type Notification,
  type WechatPayGateway,
} from '../../cloudfunctions/platform/wechatpay'
import { createShopClock, type ShopClock } from '../../local/clock'
import {
  createWechatPay,
  openWechatPayStore,
  type Deliver,
  type PlatformMode,
  type WechatPay,
  type WechatPayStore,
} from '../../local/wechatpay'

export const OPENID = 'oBanyan0000000000000000000AA'

export interface Harness {
  clock: ShopClock
  store: WechatPayStore
  wechatpay: WechatPay
  gateway: WechatPayGateway
  /** Notifications as the merchant's callback read them, oldest first. */
  heard: { notification: Notification; at: number }[]
  /** The status the merchant's callback answers with. */
  answerWith(status: number): void
  /** Requests that reached WeChat Pay. */
  requests: { method: string; url: string; headers: IncomingMessage['headers'] }[]
  notifyUrl: string
  close(): Promise<void>
}

/** WeChat Pay and a merchant's callback, both on real loopback HTTP, with our gateway between them. */
export async function start(
  options: {
    platformMode?: PlatformMode
    store?: WechatPayStore
    clock?: ShopClock
    timeoutMs?: number
    deliver?: Deliver
  } = {},
): Promise<Harness> {
  const clock = options.clock ?? createShopClock(1000 * 24 * 3600_000)
  const store = options.store ?? openWechatPayStore(':memory:')
  const heard: Harness['heard'] = []
  const requests: Harness['requests'] = []
  let status = 204

  const merchantServer = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const rawBody = Buffer.concat(parts)
      heard.push({
        notification: gateway.parseNotification({ headers: request.headers, rawBody }),
        at: clock.now(),
      })
      response.writeHead(status).end()
    })
  })
  const payServer = createServer((request, response) => {
    requests.push({ method: request.method ?? '', url: request.url ?? '', headers: request.headers })
    request.url = (request.url ?? '').replace(/^\/wechatpay/, '')
    void wechatpay.handle(request, response)
  })
  const notifyUrl = `${await listen(merchantServer)}/notify`
  const wechatpay = await createWechatPay({
    clock,
    store,
    baseUrl: `${await listen(payServer)}/wechatpay`,
    platformMode: options.platformMode,
    deliver: options.deliver,
  })
  const gateway = createWechatPayGateway(
    { ...wechatpay.merchant, notifyUrl, timeoutMs: options.timeoutMs ?? 5000 },
    { now: clock.now },
  )
  return {
    clock,
    store,
    wechatpay,
    gateway,
    heard,
    requests,
    notifyUrl,
    answerWith: (wanted) => void (status = wanted),
    async close() {
      await wechatpay.close()
      await Promise.all([stop(merchantServer), stop(payServer)])
      if (!options.store) store.close()
    },
  }
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
