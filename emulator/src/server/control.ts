import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpError, readJson, sendJson, type MovableClock } from '../base'
import { parsePlan, type FaultPlan } from '../faults'
import { paymentBooks, type RequestPaymentParams } from '../wechatpay'
import type { WechatSide } from './wechat-side'

export interface ControlParts {
  clock: MovableClock
  faults: FaultPlan
  wechat: WechatSide | undefined
  /** Moves the clock and waits until what it made due has run. */
  advance(ms: number): Promise<void>
}

type Body = Record<string, unknown>

/** What is asked by `GET` and done by `POST`, by path. */
export interface ControlRoutes {
  reads: Record<string, () => unknown>
  writes: Record<string, (body: Body) => unknown>
}

const MOST_AT_ONCE_MS = 400 * 24 * 3600_000

/** Clock, faults and the payer's side of WeChat, for whoever runs the emulator. */
export function controlRoutes({ clock, faults, wechat, advance }: ControlParts): ControlRoutes {
  const time = () => ({ now: clock.now(), offsetMs: clock.offsetMs() })
  const side = (): WechatSide => {
    if (!wechat) throw new HttpError(404, 'WeChat is switched off')
    return wechat
  }
  return {
    reads: {
      clock: time,
      faults: faults.report,
      payments: () => paymentBooks(side().wechatpay.context),
      messages: () => ({ messages: side().wechat.messages() }),
    },
    writes: {
      async 'clock/advance'({ ms }) {
        if (typeof ms !== 'number' || !(ms >= 0) || ms > MOST_AT_ONCE_MS)
          throw new HttpError(400, 'ms must be 0 or more: the clock only moves forward')
        await advance(ms)
        return time()
      },
      faults(body) {
        arm(faults, body)
        return faults.report()
      },
      'faults/clear': faults.disarm,
      /** Answers when the notifications that are due have been delivered, timers apart. */
      async notifications() {
        await side().wechatpay.tick()
        return {}
      },
      async 'payments/pay'({ params, openid }) {
        if (typeof openid !== 'string') throw new HttpError(400, 'openid is missing')
        const { wechatpay } = side()
        const paid = wechatpay.pay(paymentParams(params), { openid })
        await wechatpay.flushed()
        return paid
      },
      /** What `wx.login` gives a user. */
      login({ openid }) {
        if (typeof openid !== 'string' || openid === '') throw new HttpError(400, 'openid is missing')
        return { code: side().wechat.issueLoginCode(openid) }
      },
    },
  }
}

function arm(faults: FaultPlan, body: Body): void {
  try {
    faults.arm(parsePlan(body))
  } catch (error) {
    if (error instanceof RangeError) throw new HttpError(400, error.message)
    throw error
  }
}

/** What a mini-program gives `wx.requestPayment`. @throws HttpError 400 */
export function paymentParams(value: unknown): RequestPaymentParams {
  const { timeStamp, nonceStr, package: bundle, signType, paySign } = (value ?? {}) as Body
  const params = { timeStamp, nonceStr, package: bundle, signType, paySign }
  if (Object.values(params).some((part) => typeof part !== 'string'))
    throw new HttpError(400, 'params must be what wx.requestPayment takes')
  return params as unknown as RequestPaymentParams
}

/** Answers a request whose url is the path behind the prefix, such as `/clock/advance`. @throws HttpError */
export function createControl({ reads, writes }: ControlRoutes) {
  return {
    async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
      const path = (request.url ?? '').slice(1)
      if (request.method === 'GET') {
        const read = Object.hasOwn(reads, path) ? reads[path] : undefined
        if (!read) throw new HttpError(404, 'nothing to read here')
        return sendJson(response, 200, await read())
      }
      const write = Object.hasOwn(writes, path) ? writes[path] : undefined
      if (!write || request.method !== 'POST') throw new HttpError(404, 'nothing to do here')
      // A form of a foreign page cannot send this type.
      if (!/^application\/json\b/.test(request.headers['content-type'] ?? ''))
        throw new HttpError(415, 'only JSON is taken')
      sendJson(response, 200, await write(await readJson(request)))
    },
  }
}
