import type { IncomingMessage, ServerResponse } from 'node:http'
import { createFaults, type Caller, type FaultPlan, type Faults } from '../faults'
import type { OrderKey, WechatContext } from './context'
import { issueLoginCode } from './endpoints/code2session'
import { keep, settingOf } from './endpoints/order-centre'
import { listMessages, setRefusal, type SentMessage } from './endpoints/subscribe-send'
import { getTemplates, type OwnTemplate } from './endpoints/templates'
import { listCards, type OrderCard } from './endpoints/user-notify'
import { createPushes } from './pushes'
import { createServer } from './server'
import { confirmShipping, keyOf, listShippings, type Shipping } from './shippings'
import { revokeTokens } from './tokens'

export interface WechatOptions extends WechatContext {
  /** What goes wrong, here and elsewhere; default a plan of its own. */
  faults?: Faults
}

export interface Wechat {
  /** Answers a request whose url is the path behind the prefix, such as `/cgi-bin/token?…`. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse, caller?: Caller): Promise<void>
  /** Subscribe messages, oldest first; of one user if `openid` is given. */
  messages(openid?: string): SentMessage[]
  /** The cards of orders (服务动态), oldest first. */
  cards(): OrderCard[]
  /** Uploaded shipping information, oldest first. */
  shippings(): Shipping[]
  /** What `wx.login` gives this user: good once, for five minutes. */
  issueLoginCode(openid: string): string
  /** The buyer confirms receipt in WeChat's own component; false when there is nothing to confirm. */
  confirmReceipt(by: OrderKey): boolean
  /** From now on this user refuses (or takes) subscribe messages: 43101. */
  refuseMessages(openid: string, refuses?: boolean): void
  /** What was told to WeChat of the mini-program: `order_detail_path`, `msg_jump_path`. */
  setting(name: string): string | undefined
  /**
   * 发货信息管理 (`trade_managed`, and the right to its calls, `shipping_calls`), 交易结算管理 (`trade_confirmed`) and the
   * category that may have cards of orders (`card_category`) as a person would have left them.
   */
  leave(what: 'trade_managed' | 'trade_confirmed' | 'shipping_calls' | 'card_category', done: boolean): void
  /** The mini-program's own templates of subscription messages. */
  templates(): OwnTemplate[]
  /** Makes every access_token invalid: 40001. */
  revokeTokens(): void
  faults: FaultPlan
  /** Pushes the events that are due; resolves when they have been taken. */
  tick(): Promise<void>
  /** Finishes what is held; the store is closed by who opened it. */
  close(): Promise<unknown>
}

/** WeChat's server APIs that a shop needs, on the emulator's clock. */
export function createWechat(options: WechatOptions): Wechat {
  const { faults = createFaults(), ...context } = options
  const pushes = createPushes(context)
  const server = createServer(context, faults, pushes.wake)
  return {
    handle: server.handle,
    messages: (openid) => listMessages(context, openid),
    cards: () => listCards(context),
    shippings: () => listShippings(context),
    issueLoginCode: (openid) => issueLoginCode(context, openid),
    confirmReceipt: (by) => confirmShipping(context, keyOf(by, context.findPayment?.(by))),
    refuseMessages: (openid, refuses = true) => setRefusal(context, openid, refuses),
    setting: (name) => settingOf(context, name),
    leave: (what, done) => keep(context, what, done ? 'yes' : 'no'),
    templates: () => getTemplates(context).data,
    revokeTokens: () => void revokeTokens(context),
    faults,
    tick: pushes.tick,
    async close() {
      await pushes.close()
      await faults.disarm()
    },
  }
}
