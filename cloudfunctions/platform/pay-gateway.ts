import type { NotificationConfig, PayCallsConfig, ShopConfig } from './config'
import type { Clock } from './clock'
import type { Notification, Outcome, Payment, PayGateway, Refund } from './ports'
import {
  createNotificationReader,
  createWechatPayGateway,
  type NotificationReader,
  type Refund as WechatRefund,
  type Result,
  type Transaction,
  type TradeState,
} from './wechatpay'

/** WeChat Pay in the domain's words (`PayGateway`). */
export function createPayGateway(
  config: Pick<ShopConfig, 'appId' | 'callTimeoutMs'> & {
    readonly pay: PayCallsConfig & Partial<NotificationConfig>
  },
  clock: Clock,
): PayGateway {
  const { appId, pay, callTimeoutMs: timeoutMs } = config
  const gateway = createWechatPayGateway({ ...pay, appid: appId, timeoutMs }, { now: () => clock.now() })
  return {
    async prepay(request) {
      const result = await gateway.prepay(request)
      return outcome(result, ({ prepayId, payParams }) => ({ prepayId, payParams: { appId, ...payParams } }))
    },
    query: async (orderId) => outcome(await gateway.query(orderId), payment),
    close: async (orderId) => outcome(await gateway.close(orderId), () => null),
    refund: async ({ amountFen, ...request }) =>
      outcome(await gateway.refund({ ...request, refundFen: amountFen }), refund),
    queryRefund: async (refundNo) => outcome(await gateway.queryRefund(refundNo), refund),
    tradeBill: async (day) => outcome(await gateway.tradeBill(day), (bill) => bill),
    fundFlowBill: async (day) => outcome(await gateway.fundFlowBill(day), (bill) => bill),
    parseNotification: notificationOf(gateway.parseNotification),
  }
}

type Notifications = Pick<PayGateway, 'parseNotification'>

/** WeChat Pay's notifications in the domain's words: who only reads them needs no key that signs. */
export function createNotifications(
  { appId: appid, notifications }: Pick<ShopConfig, 'appId'> & { readonly notifications: NotificationConfig },
  clock: Clock,
): Notifications {
  const read = createNotificationReader({ ...notifications, appid }, { now: () => clock.now() })
  return { parseNotification: notificationOf(read) }
}

const notificationOf =
  (read: NotificationReader): PayGateway['parseNotification'] =>
  (request) => {
    const found = read(request)
    if (found.kind === 'rejected') return { ok: false, reason: found.reason, serial: found.serial }
    const notification: Notification =
      found.kind === 'transaction'
        ? { type: 'payment', id: found.id, payment: payment(found.transaction) }
        : { type: 'refund', id: found.id, refund: refund(found.refund) }
    return { ok: true, notification }
  }

/**
 * A gateway that is made when the first call needs it: what is wrong with its keys must not keep the shop from
 * showing its goods, and a function has only those that it needs. Each call tells of it until it is put right.
 */
export function whenNeeded(
  make: () => PayGateway,
  makeNotifications: () => Notifications = make,
): PayGateway {
  let made: PayGateway | undefined
  let reading: Notifications | undefined
  const gateway = () => (made ??= make())
  return {
    prepay: async (request) => gateway().prepay(request),
    query: async (orderId) => gateway().query(orderId),
    close: async (orderId) => gateway().close(orderId),
    refund: async (request) => gateway().refund(request),
    queryRefund: async (refundNo) => gateway().queryRefund(refundNo),
    tradeBill: async (day) => gateway().tradeBill(day),
    fundFlowBill: async (day) => gateway().fundFlowBill(day),
    parseNotification: (request) => (reading ??= makeNotifications()).parseNotification(request),
  }
}

function outcome<From, To>(result: Result<From>, map: (value: From) => To): Outcome<To> {
  if (result.kind === 'ok') return { kind: 'ok', value: map(result.value) }
  if (result.kind === 'unknown') return { kind: 'unknown', cause: `${result.cause}: ${result.detail}` }
  const { code, message, final } = result
  return { kind: 'rejected', code, message, final }
}

/** ACCEPT (waiting to be charged) is on its way like USERPAYING. */
const tradeState = (state: TradeState): Payment['tradeState'] => (state === 'ACCEPT' ? 'USERPAYING' : state)

function payment({ orderId, appid, mchid, tradeState: state, paid }: Transaction): Payment {
  return {
    orderId,
    tradeState: tradeState(state),
    appid,
    mchid,
    ...(paid && {
      transactionId: paid.transactionId,
      totalFen: paid.totalFen,
      currency: paid.currency,
      openid: paid.openid,
      paidAt: paid.paidAt,
    }),
  }
}

function refund({ refundNo, orderId, status, refundFen, succeededAt, createdAt }: WechatRefund): Refund {
  return {
    refundNo,
    orderId,
    status,
    amountFen: refundFen,
    ...(succeededAt !== null && { succeededAt }),
    ...(createdAt !== null && { createdAt }),
  }
}
