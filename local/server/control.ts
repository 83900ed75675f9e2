import type { ServerResponse } from 'node:http'
import type { Database } from '../../cloudfunctions/platform/database'
import { HttpError, type MovableClock } from '../../emulator/src/base'
import { createControl, paymentParams, type ControlRoutes } from '../../emulator/src/server'
import type { Wechat } from '../../emulator/src/wechat'
import type { WechatPay } from '../../emulator/src/wechatpay'
import { createCashier } from './cashier'
import type { Chat } from './chat'
import type { EventHub } from './events'
import { forwardToSettlement } from './forward'
import type { ShopOnStage } from './own-shop'
import { isPhoneName, phoneOf } from './phones'
import type { Round, RoundView } from './round/round'
import { latestSale, movesOf, toSale, type Move, type Sale } from './sale'

export interface ShopControlParts {
  /** What the emulator itself answers: clock, faults, payments. */
  control: ControlRoutes
  clock: MovableClock
  db: Database
  wechatpay: WechatPay
  wechat: Wechat
  chat: Chat
  /** What the stage shows of the shop. */
  shop(): Promise<ShopOnStage>
  round: Round
  events: EventHub
  /** Moves the clock and waits until what it made due has run. */
  advance(ms: number): Promise<void>
}

/** `/local/state`: all that the stage shows around the phones. */
export interface StateOnStage {
  now: number
  offsetMs: number
  /** The latest sale. */
  sale: Sale | null
  /** Whether it belongs to the round, or lay there before. */
  own: boolean
  moves: Move[]
  round: RoundView
}

/** `/local/…`: what the stage, the phones' bridge and tests ask of the local cloud itself. */
export function createShopControl(parts: ShopControlParts) {
  const { control, clock, db, wechat, wechatpay, chat, shop, round, events, advance } = parts
  const cashier = createCashier(wechatpay, db)
  const time = () => ({ now: clock.now(), offsetMs: clock.offsetMs() })

  const reads: ControlRoutes['reads'] = {
    ...control.reads,
    chat: () => ({ messages: chat.list() }),
    shop,
    async state() {
      const [latest, own] = await Promise.all([latestSale(db), round.sale()])
      return {
        ...time(),
        sale: latest && toSale(latest),
        own: own !== null,
        moves: latest ? movesOf(latest) : [],
        round: await round.view(own),
      } satisfies StateOnStage
    },
    messages: () => ({
      messages: wechat.messages().map((message) => ({ ...message, phone: phoneOf(message.openid) })),
    }),
  }

  const writes: ControlRoutes['writes'] = {
    ...control.writes,
    'clock/settlement': async () => ({
      ...(await forwardToSettlement({ db, now: clock.now, advance }, await round.sale())),
      ...time(),
    }),
    async 'round/restart'() {
      await round.restart()
      events.tell('state')
      return {}
    },
    chat: (body) =>
      isRecord(body['card'])
        ? chat.share(whoOf(body, 'from'), body['card'])
        : chat.say(whoOf(body, 'from'), body['text']),
    cashier: (body) => cashier.sheet(packageOf(body)),
    'cashier/pay': (body) =>
      cashier.pay(whoOf(body), paymentParams(body['params']), body['choice'] === 'lose' ? 'lose' : 'normal'),
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

  return {
    ...createControl({ reads, writes }),
    /** A stream of what has changed. */
    events: (response: ServerResponse) => events.subscribe(response),
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function whoOf(body: Record<string, unknown>, field = 'who'): string {
  const who = body[field]
  if (typeof who !== 'string' || !isPhoneName(who)) throw new HttpError(400, `缺少 ${field}`)
  return who
}

function packageOf(body: Record<string, unknown>): string {
  const bundle = isRecord(body['params']) ? body['params']['package'] : undefined
  if (typeof bundle !== 'string') throw new HttpError(400, '缺少 params.package')
  return bundle.replace(/^prepay_id=/, '')
}
