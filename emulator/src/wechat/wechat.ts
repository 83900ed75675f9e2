import type { IncomingMessage, ServerResponse } from 'node:http'
import { createFaults, type Caller, type FaultPlan, type Faults } from '../faults'
import type { OrderKey, WechatContext } from './context'
import { issueLoginCode } from './endpoints/code2session'
import { listMessages, setRefusal, type SentMessage } from './endpoints/subscribe-send'
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
  /** Uploaded shipping information, oldest first. */
  shippings(): Shipping[]
  /** What `wx.login` gives this user: good once, for five minutes. */
  issueLoginCode(openid: string): string
  /** The buyer confirms receipt in WeChat's own component; false when there is nothing to confirm. */
  confirmReceipt(by: OrderKey): boolean
  /** From now on this user refuses (or takes) subscribe messages: 43101. */
  refuseMessages(openid: string, refuses?: boolean): void
  /** Makes every access_token invalid: 40001. */
  revokeTokens(): void
  faults: FaultPlan
  /** Finishes what is held; the store is closed by who opened it. */
  close(): Promise<unknown>
}

/** WeChat's server APIs that a shop needs, on the emulator's clock. */
export function createWechat(options: WechatOptions): Wechat {
  const { faults = createFaults(), ...context } = options
  const server = createServer(context, faults)
  return {
    handle: server.handle,
    messages: (openid) => listMessages(context, openid),
    shippings: () => listShippings(context),
    issueLoginCode: (openid) => issueLoginCode(context, openid),
    confirmReceipt: (by) => confirmShipping(context, keyOf(by, context.findPayment?.(by))),
    refuseMessages: (openid, refuses = true) => setRefusal(context, openid, refuses),
    revokeTokens: () => void revokeTokens(context),
    faults,
    close: faults.disarm,
  }
}
