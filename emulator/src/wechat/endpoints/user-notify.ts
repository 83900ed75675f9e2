import type { WechatContext } from '../context'
import { WechatError } from '../errors'
import { asObject, numberOf, text, textOf } from '../fields'
import { isPublished } from '../pages'
import { settingOf } from './order-centre'

/** The card of goods that a courier brings; no other one is here. */
const GOODS_BY_COURIER = 2001
/** 用户已支付, 待发货, 部分发货, 已发货: from which states each may come. There are later ones, which are not here. */
const FROM: Readonly<Record<number, readonly number[]>> = { 1: [], 2: [1], 3: [1, 2, 3], 4: [1, 2, 3] }
const FIRST: readonly number[] = [1, 2]
const DAY_MS = 86_400_000
const UINT32_MOST = 2 ** 32 - 1

/** A card in a user's messages. */
export interface OrderCard {
  transactionId: string
  openid: string
  /** 1 用户已支付, 2 待发货, 3 部分发货, 4 已发货. */
  state: number
  page: string
  /** Whether its user sees it: not without the template, which is told by an event and by no answer. */
  shown: boolean
  openedAt: number
}

interface Row {
  code: string
  openid: string
  state: number
  page: string
  shown: number
  opened_at: number
}

/**
 * 激活与更新服务卡片, `POST /wxa/set_user_notify`: opens the card of a payment within a day, and changes it for a month.
 * https://developers.weixin.qq.com/miniprogram/dev/server/API/mp-message-management/subscribe-message/api_setusernotify.html
 */
export function setUserNotify(context: WechatContext, body: Record<string, unknown>): void {
  const { store, clock } = context
  const openid = text(body, 'openid', 40003)
  const type = numberOf(body, 'notify_type')
  const code = text(body, 'notify_code', 85437)
  if (type !== GOODS_BY_COURIER) throw new WechatError(85434, 'invalid notify_type')
  const content = parsed(text(body, 'content_json', 85435), 85435, 'content_json')
  const state = content.cur_status
  if (typeof state !== 'number') throw new WechatError(85440, 'missing cur_status')
  const page = content.wxa_path_query
  if (typeof page !== 'string') throw new WechatError(85440, 'missing wxa_path_query')
  if (page.startsWith('/') || !isPublished(context, page))
    throw new WechatError(85441, 'invalid wxa_path_query')
  if (FIRST.includes(state)) checkGoods(content)

  const card = store.one<Row>('SELECT * FROM card WHERE code = ?', code)
  const payment = paidFor(context, code)
  const at = clock.now()
  if (card) {
    if (at > card.opened_at + 30 * DAY_MS) throw new WechatError(85438, 'notify_code expired')
    if (card.openid !== openid) throw new WechatError(40003, 'invalid openid')
    if (!FROM[state]?.includes(card.state)) throw new WechatError(85439, 'invalid status')
    store.run('UPDATE card SET state = ?, page = ? WHERE code = ?', state, page, code)
    return
  }
  if (payment && at > payment.paidAt + DAY_MS) throw new WechatError(85438, 'notify_code expired')
  if (payment && payment.openid !== openid) throw new WechatError(40003, 'invalid openid')
  if (!FIRST.includes(state)) throw new WechatError(85439, 'invalid status')
  const check = parsed(textOf(body, 'check_json') ?? '', 85433, 'check_json')
  const isRight =
    Number.isInteger(check.pay_amount) &&
    Number.isInteger(check.pay_time) &&
    (!payment ||
      (check.pay_amount === payment.amountFen && check.pay_time === Math.floor(payment.paidAt / 1000)))
  if (!isRight) throw new WechatError(85433, 'invalid check_json')
  const shown = settingOf(context, 'card_template') === 'yes' ? 1 : 0
  store.run(
    'INSERT INTO card (code, openid, state, page, shown, opened_at) VALUES (?, ?, ?, ?, ?, ?)',
    ...[code, openid, state, page, shown, at],
  )
}

/** The payment of this number; 85437 when there is none, or when it has not reached WeChat's list yet. */
function paidFor({ findPayment, paymentsReachMs = 0, clock }: WechatContext, transactionId: string) {
  if (!findPayment) return undefined
  const payment = findPayment({ transactionId })
  if (!payment || clock.now() < payment.paidAt + paymentsReachMs)
    throw new WechatError(85437, 'invalid notify_code')
  return payment
}

/** What has to be told of the goods in the first states. */
function checkGoods({ product_count: count, product_list: list }: Record<string, unknown>): void {
  if (count === undefined || list === undefined) throw new WechatError(85440, 'missing product_count')
  const goods = asObject(list)?.info_list
  if (!isCount(count) || !Array.isArray(goods) || goods.length === 0)
    throw new WechatError(85441, 'invalid product_list')
  for (const one of goods as unknown[]) {
    const {
      product_img: picture,
      product_name: name,
      product_path_query: page,
      ...more
    } = asObject(one) ?? {}
    for (const needed of [picture, name, page])
      if (needed === undefined) throw new WechatError(85440, 'missing product_img')
    if (typeof picture !== 'string' || !/^https?:\/\//.test(picture))
      throw new WechatError(85441, 'invalid product_img')
    if (typeof name !== 'string' || name === '' || typeof page !== 'string')
      throw new WechatError(85441, 'invalid product_name')
    for (const optional of [more.count, more.single_price])
      if (optional !== undefined && !isCount(optional)) throw new WechatError(85441, 'invalid count')
  }
}

const isCount = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 0 && Number(value) <= UINT32_MOST

function parsed(json: string, errcode: number, name: string): Record<string, unknown> {
  try {
    const value = asObject(JSON.parse(json))
    if (value) return value
  } catch {
    // Answered below.
  }
  throw new WechatError(errcode, `invalid ${name}`)
}

/** Cards, the oldest first. */
export const listCards = ({ store }: WechatContext): OrderCard[] =>
  store
    .all<Row>('SELECT * FROM card ORDER BY opened_at, rowid')
    .map(({ code, openid, state, page, shown, opened_at }) => ({
      ...{ transactionId: code, openid, state, page },
      shown: shown === 1,
      openedAt: opened_at,
    }))
