import { createDecipheriv, createSign, createVerify } from 'node:crypto'
import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createClock, type MovableClock } from '../../src/base'
import { randomBytes } from '../../src/random'
import {
  createWechatPay,
  openWechatPayStore,
  type Deliver,
  type PlatformMode,
  type RequestPaymentParams,
  type WechatPay,
  type WechatPayMerchant,
  type WechatPayStore,
} from '../../src/wechatpay'

export const OPENID = 'oPayer00000000000000000000AA'

type Json = Record<string, unknown>

/** What goes otherwise than it should with a request. */
export interface Odd {
  body?: string
  at?: number
  headers?: Record<string, string>
  serialNo?: string
  signedPath?: string
}

/** A merchant as WeChat Pay's documents describe one: signs, verifies, decrypts, on real loopback HTTP. */
export interface Merchant {
  clock: MovableClock
  wechatpay: WechatPay
  notifyUrl: string
  /** What the callback read, oldest first: the decrypted resources of genuine notifications. */
  heard: Json[]
  /** The status that the callback answers genuine notifications with. */
  answerWith(status: number): void
  ask(method: string, path: string, over?: Odd): Promise<Response>
  /** `POST` or `GET`, with an answer of 2xx whose signature holds. @throws what WeChat Pay refuses */
  call(method: string, path: string, body?: Json): Promise<Json>
  /** JSAPI 下单, and what the mini-program gives to `wx.requestPayment`. */
  prepay(order: Json): Promise<{ prepayId: string; payParams: RequestPaymentParams }>
  query(outTradeNo: string): Promise<Json>
  close(): Promise<void>
}

/** Noon of 21 November 2026 in Shanghai, and no other time unless it is moved: no day ends by itself. */
const NOON = Date.UTC(2026, 10, 21, 4)

export async function start(
  options: {
    platformMode?: PlatformMode
    store?: WechatPayStore
    clock?: MovableClock
    deliver?: Deliver
  } = {},
): Promise<Merchant> {
  const clock = options.clock ?? createClock(0, NOON)
  const store = options.store ?? openWechatPayStore(':memory:')
  const heard: Json[] = []
  let status = 204

  const callback = createServer(async (request, response) => {
    const body = await readAll(request)
    const { headers } = request
    if (!isSigned(merchant, (name) => String(headers[name.toLowerCase()]), body))
      return void response.writeHead(401).end()
    heard.push(open(merchant, JSON.parse(body) as Json))
    response.writeHead(status).end()
  })
  const pay = createServer((request, response) => {
    request.url = (request.url ?? '').replace(/^\/wechatpay/, '')
    void wechatpay.handle(request, response)
  })
  const notifyUrl = `${await listen(callback)}/notify`
  const wechatpay = await createWechatPay({
    clock,
    store,
    baseUrl: `${await listen(pay)}/wechatpay`,
    platformMode: options.platformMode,
    deliver: options.deliver,
  })
  const { merchant } = wechatpay

  function ask(method: string, path: string, over: Odd = {}): Promise<Response> {
    const body = over.body ?? ''
    const timestamp = Math.floor((over.at ?? clock.now()) / 1000)
    const nonce = randomBytes(8).toString('hex')
    const signature = sign(merchant, [method, over.signedPath ?? path, timestamp, nonce, body])
    const fields = {
      mchid: merchant.mchid,
      nonce_str: nonce,
      timestamp,
      serial_no: over.serialNo ?? merchant.serialNo.toLowerCase(),
      signature,
    }
    const credential = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
    return fetch(merchant.baseUrl + path, {
      method,
      body: body || undefined,
      headers: {
        'Content-Type': 'application/json',
        Authorization: `WECHATPAY2-SHA256-RSA2048 ${credential.join(',')}`,
        ...over.headers,
      },
    })
  }

  async function call(method: string, path: string, body?: Json): Promise<Json> {
    const answer = await ask(method, path, body && { body: JSON.stringify(body) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status} ${text}`)
    if (!isSigned(merchant, (name) => answer.headers.get(name) ?? '', text)) throw new Error('not signed')
    return text === '' ? {} : (JSON.parse(text) as Json)
  }

  return {
    clock,
    wechatpay,
    notifyUrl,
    heard,
    answerWith: (wanted) => void (status = wanted),
    ask,
    call,
    async prepay(order) {
      const { appid, mchid } = merchant
      const whole = {
        appid,
        mchid,
        description: '茶',
        notify_url: notifyUrl,
        payer: { openid: OPENID },
        ...order,
      }
      const answer = await call('POST', '/v3/pay/transactions/jsapi', whole)
      const prepayId = String(answer['prepay_id'])
      const [timeStamp, nonceStr] = [String(Math.floor(clock.now() / 1000)), randomBytes(8).toString('hex')]
      const bundle = `prepay_id=${prepayId}`
      const paySign = sign(merchant, [appid, timeStamp, nonceStr, bundle])
      return { prepayId, payParams: { timeStamp, nonceStr, package: bundle, signType: 'RSA', paySign } }
    },
    query: (outTradeNo) =>
      call('GET', `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${merchant.mchid}`),
    async close() {
      await wechatpay.close()
      await Promise.all([stop(callback), stop(pay)])
      if (!options.store) store.close()
    },
  }
}

const sign = ({ privateKeyPem }: WechatPayMerchant, lines: readonly (string | number)[]): string =>
  createSign('RSA-SHA256')
    .update(lines.map((line) => `${line}\n`).join(''))
    .sign(privateKeyPem, 'base64')

/** Whether WeChat Pay signed a body with a key that the merchant knows. */
function isSigned(
  { platformKeys }: WechatPayMerchant,
  header: (name: string) => string,
  body: string,
): boolean {
  const key = platformKeys[header('Wechatpay-Serial')]
  const message = `${header('Wechatpay-Timestamp')}\n${header('Wechatpay-Nonce')}\n${body}\n`
  return (
    key !== undefined &&
    createVerify('RSA-SHA256').update(message).verify(key, header('Wechatpay-Signature'), 'base64')
  )
}

/** What a notification is about. */
export function open({ apiV3Key }: WechatPayMerchant, notification: Json): Json {
  return JSON.parse(unseal(apiV3Key, notification['resource'] as Record<string, string>)) as Json
}

/** AES-256-GCM, the tag behind the ciphertext. */
export function unseal(apiV3Key: string, sealed: Record<string, string>): string {
  const { ciphertext = '', nonce = '', associated_data = '' } = sealed
  const bytes = Buffer.from(ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', apiV3Key, nonce)
  decipher.setAAD(Buffer.from(associated_data))
  decipher.setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
}

async function readAll(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString()
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

/** Prepays an order of `amountFen` and has it paid. */
export async function paidOrder(
  { prepay, wechatpay }: Merchant,
  amountFen = 1000,
  notify: 'normal' | 'lose' | 'never' = 'normal',
): Promise<{ orderId: string; transactionId: string }> {
  const orderId = newNumber()
  const { payParams } = await prepay({ out_trade_no: orderId, amount: { total: amountFen } })
  const paid = wechatpay.pay(payParams, { openid: OPENID, notify })
  if (!paid.ok) throw new Error(`pay: ${paid.code}`)
  return { orderId, transactionId: paid.transactionId }
}
