import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Database } from '../../cloudfunctions/platform/database'
import type { ShopClock } from '../../emulator/src/base/clock'
import type { FaultPlan } from '../../emulator/src/faults'
import type { Wechat } from '../../emulator/src/wechat'
import { paymentBooks, type RequestPaymentParams, type WechatPay } from '../../emulator/src/wechatpay'
import { createCashier } from './cashier'
import type { Chat } from './chat'
import type { EventHub } from './events'
import { planOf } from './fault-plan'
import { forwardToSettlement } from './forward'
import { HttpError, readJson, sendJson } from '../../emulator/src/base/http'
import { isPhoneName, phoneOf } from './phones'
import { latestSale } from './sale'

export interface ControlParts {
  clock: ShopClock
  db: Database
  wechatpay: WechatPay
  wechat: Wechat
  chat: Chat
  faults: FaultPlan
  events: EventHub
  /** Moves the clock and waits until what it made due has run. */
  advance(ms: number): Promise<void>
}

const MOST_AT_ONCE_MS = 400 * 24 * 3600_000

type Route = (body: Record<string, unknown>) => unknown

/** `/local/…`: what the stage, the phones' bridge and tests ask of the local cloud itself. */
export function createControl(parts: ControlParts) {
  const { clock, db, wechat, wechatpay, chat, faults, events, advance } = parts
  const cashier = createCashier(wechatpay, db)
  const time = () => ({ now: clock.now(), offsetMs: clock.offsetMs() })

  const reads: Record<string, () => unknown> = {
    clock: time,
    chat: () => ({ messages: chat.list() }),
    state: async () => ({ ...time(), sale: await latestSale(db).catch(() => null) }),
    faults: faults.report,
    payments: () => paymentBooks(wechatpay.context),
    messages: () => ({
      messages: wechat.messages().map((message) => ({ ...message, phone: phoneOf(message.openid) })),
    }),
  }

  const writes: Record<string, Route> = {
    async 'clock/advance'({ ms }) {
      if (typeof ms !== 'number' || !(ms >= 0) || ms > MOST_AT_ONCE_MS)
        throw new HttpError(400, '时间只能向前')
      await advance(ms)
      return time()
    },
    /** Answers when the notifications that are due have been delivered, timers apart. */
    async notifications() {
      await wechatpay.tick()
      return {}
    },
    'clock/settlement': async () => ({ ...(await forwardToSettlement(db, clock.now, advance)), ...time() }),
    chat: (body) =>
      isRecord(body['card'])
        ? chat.share(whoOf(body, 'from'), body['card'])
        : chat.say(whoOf(body, 'from'), body['text']),
    faults(body) {
      faults.arm(planOf(body))
      return faults.report()
    },
    'faults/clear': faults.disarm,
    cashier: (body) => cashier.sheet(packageOf(body)),
    'cashier/pay': (body) =>
      cashier.pay(whoOf(body), paramsOf(body), body['choice'] === 'lose' ? 'lose' : 'normal'),
    'cashier/cancel': (body) => cashier.cancel(packageOf(body)),
    async resend({ orderId }) {
      if (typeof orderId !== 'string') throw new HttpError(400, '缺少 orderId')
      await wechatpay.resend(orderId)
      return {}
    },
    open(body) {
      const { path = '' } = body
      if (typeof path !== 'string') throw new HttpError(400, '缺少 path')
      events.tell('show', { who: whoOf(body), path })
      return {}
    },
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<void> => {
    if (path === 'events' && request.method === 'GET') return events.subscribe(response)
    if (request.method === 'GET') {
      const read = Object.hasOwn(reads, path) ? reads[path] : undefined
      if (!read) throw new HttpError(404, '没有这个接口')
      return sendJson(response, 200, await read())
    }
    const write = Object.hasOwn(writes, path) ? writes[path] : undefined
    if (!write || request.method !== 'POST') throw new HttpError(404, '没有这个接口')
    // A form of a foreign page cannot send this type.
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
      throw new HttpError(415, '只接受 JSON')
    sendJson(response, 200, await write(await readJson(request)))
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function whoOf(body: Record<string, unknown>, field = 'who'): string {
  const who = body[field]
  if (typeof who !== 'string' || !isPhoneName(who)) throw new HttpError(400, `缺少 ${field}`)
  return who
}

function paramsOf(body: Record<string, unknown>): RequestPaymentParams {
  const {
    timeStamp,
    nonceStr,
    package: bundle,
    signType,
    paySign,
  } = isRecord(body['params']) ? body['params'] : {}
  const params = { timeStamp, nonceStr, package: bundle, signType, paySign }
  if (Object.values(params).some((value) => typeof value !== 'string'))
    throw new HttpError(400, '缺少 params')
  return params as RequestPaymentParams
}

function packageOf(body: Record<string, unknown>): string {
  const bundle = isRecord(body['params']) ? body['params']['package'] : undefined
  if (typeof bundle !== 'string') throw new HttpError(400, '缺少 params.package')
  return bundle.replace(/^prepay_id=/, '')
}
