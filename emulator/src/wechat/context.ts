import type { MovableClock } from '../base'
import type { WechatStore } from './store'

/** A payment that can be shipped, as WeChat knows it from WeChat Pay. */
export interface ShippablePayment {
  transactionId: string
  mchid: string
  outTradeNo: string
  openid: string
  description: string
  amountFen: number
  paidAt: number
  /** Wholly given back: nothing left to ship. */
  refunded: boolean
}

export type OrderKey = { transactionId: string } | { mchid: string; outTradeNo: string }

/** What every part of the local WeChat works with. */
export interface WechatContext {
  clock: MovableClock
  store: WechatStore
  appid: string
  secret: string
  /** What a mini-program code opens on a local phone. */
  codeUrl(target: { scene: string; page: string; envVersion: string }): string
  /** The pages of the mini-program, without a leading slash; without them every page is taken as published. */
  pages?: readonly string[]
  /** How long a payment takes to reach WeChat's list of orders (10060001 before), ms; default not at all. */
  paymentsReachMs?: number
  /** Takes an event (消息推送) that is about this user; without it nobody hears events. Never rejects. */
  push?(event: object, openid: string): Promise<unknown>
  /** Looks a payment up; without it every order is taken as paid. */
  findPayment?(by: OrderKey): ShippablePayment | undefined
}
