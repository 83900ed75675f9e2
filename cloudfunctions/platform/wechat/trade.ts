import * as z from 'zod'
import { ok, unknown, type Result } from '../wechatpay/result'
import type { Authorized } from './authorized'

/** What WeChat wants of a mini-program that sells goods; a deployment asks for it, and the timer once a day. */
export interface Trade {
  /** 发货信息管理: whether shipping has to be told to WeChat, and can be. */
  isTradeManaged(): Promise<Result<boolean>>
  /** 交易结算管理: whether somebody has confirmed how payments are settled. */
  isTradeConfirmed(): Promise<Result<boolean>>
}

export const SHIPPING = '/wxa/sec/order'
/** Who has never opened 发货信息管理 has no right to its calls, not even to this question. */
const UNOPENED = '48001'

const managed = z.object({ is_trade_managed: z.boolean() }).transform((answer) => answer.is_trade_managed)
const confirmed = z.object({ completed: z.boolean() }).transform(({ completed }) => completed)

/** A call whose answer is like `schema`. */
export async function ask<T>(
  authorized: Authorized,
  schema: z.ZodType<T>,
  path: string,
  body?: Record<string, unknown>,
): Promise<Result<T>> {
  const answer = await authorized(path, body)
  if (answer.kind !== 'ok') return answer
  const { success, data } = schema.safeParse(answer.value.json)
  return success ? ok(data) : unknown('malformed', `${path} answered something else`)
}

/** Unlike other calls these two want to be told the appid. */
export function createTrade(authorized: Authorized, appid: string): Trade {
  return {
    async isTradeManaged() {
      const answer = await ask(authorized, managed, `${SHIPPING}/is_trade_managed`, { appid })
      return answer.kind === 'rejected' && answer.code === UNOPENED ? ok(false) : answer
    },
    isTradeConfirmed: () =>
      ask(authorized, confirmed, `${SHIPPING}/is_trade_management_confirmation_completed`, { appid }),
  }
}
