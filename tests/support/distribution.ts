import type { RefundRequest } from '@shared/rules/refund'
import { owing } from '../../cloudfunctions/platform/owed'
import { planRefund } from '../../cloudfunctions/domain/sale/refund'
import { untouched } from '../../cloudfunctions/domain/sale/order'
import type { CommissionDoc } from '../../cloudfunctions/domain/distribution/commission'
import type { DistributorDoc } from '../../cloudfunctions/domain/distribution/distributor'
import { newMember, type MemberDoc } from '../../cloudfunctions/domain/people/member'
import type { ChainLink, OrderDoc, RefundDoc } from '../../cloudfunctions/domain/sale/order/order.model'
import { checkBooks, type Violation } from '../../cloudfunctions/domain/money/audit'
import { type AccountDoc } from '../../cloudfunctions/domain/money/ledger'
import type { SettingsDoc } from '../../cloudfunctions/domain/shop/settings'
import type { Context } from '../../cloudfunctions/platform/context'
import type { Database } from '../../cloudfunctions/platform/database'
import type { PayGateway, WechatApi } from '../../cloudfunctions/platform/ports'
import { startTestMall, type TestMall } from './context'
import { keptReceiver } from './personal'
import { distributorDoc, settingsDoc, THREE_RATES } from './documents'

export const DAY_MS = 86_400_000

/** A mall whose people and paid orders are put straight into the database, for what follows from a payment. */
export interface DistributionMall extends TestMall {
  /** Empties everything and sets the shop up again. */
  fresh(settings?: Partial<SettingsDoc>): Promise<void>
  /** An active distributor (also a member) below `uplines`, nearest first. */
  distributor(openid: string, uplines?: string[], changes?: Partial<DistributorDoc>): Promise<DistributorDoc>
  /** A member, bound to the first of `path` when there is one. */
  member(openid: string, path?: string[], changes?: Partial<MemberDoc>): Promise<MemberDoc>
  /** A paid order; its chain follows from `path` and the default rates. */
  paidOrder(orderId: string, path: string[], changes?: OrderChanges): Promise<OrderDoc>
  /** Says that the buyer has received an order. */
  received(order: OrderDoc): Promise<OrderDoc>
  /** Notes a refund in the order: of these pieces a line, or of everything. */
  refunded(order: OrderDoc, refundNo: string, request?: RefundRequest): Promise<[OrderDoc, RefundDoc]>
  /** What the books say; nothing when they are right. */
  books(): Promise<Violation[]>
  account(openid: string): Promise<AccountDoc>
  commission(orderId: string): Promise<CommissionDoc>
}

export interface OrderChanges {
  lines?: { payFen: number; quantity?: number; costFen?: number; name?: string }[]
  rates?: number[]
  freezeDays?: number
  base?: 'sales' | 'profit'
  buyerId?: string
  freightFen?: number
}

export async function startDistributionMall(
  parts: { pay?: PayGateway; wechat?: WechatApi } = {},
): Promise<DistributionMall> {
  const mall = await startTestMall(parts)
  const { db, clock } = mall
  const self: DistributionMall = {
    ...mall,
    async fresh(settings) {
      mall.reset()
      await db.insert(
        'settings',
        settingsDoc({ agreement: { version: 2, title: '推广协议', paragraphs: ['一', '二'] }, ...settings }),
      )
    },
    async distributor(openid, uplines = [], changes) {
      const at = clock.now()
      const doc = distributorDoc(openid, uplines, { appliedAt: at, decidedAt: at, ...changes })
      await db.insert('distributors', doc)
      await db.insert('members', newMember(openid, at, `推广员${openid}`))
      return doc
    },
    async member(openid, path = [], changes) {
      const [distributorId] = path
      const now = clock.now()
      const doc: MemberDoc = {
        ...newMember(openid, now, `客户${openid}`),
        ...(distributorId !== undefined && {
          boundTo: distributorId,
          binding: {
            distributorId,
            path,
            shareCode: 'share00001',
            boundAt: now,
            expiresAt: now + 365 * DAY_MS,
            protectedUntil: now + 30 * DAY_MS,
          },
        }),
        ...changes,
      }
      await db.insert('members', doc)
      return doc
    },
    async paidOrder(orderId, path, changes) {
      const order = orderDoc(orderId, path, clock.now(), changes)
      await db.insert('orders', order)
      return order
    },
    async received(order) {
      await db.change('orders', { _id: order._id }, { state: 'received', receivedAt: clock.now() })
      return (await db.get('orders', order._id)) ?? order
    },
    async refunded(order, refundNo, request = { kind: 'whole' }) {
      const plan = planRefund(order, request)
      if (plan.kind === 'refuse') throw new Error(plan.reason)
      const refund: RefundDoc = {
        refundNo,
        kind: 'order',
        transactionId: 't',
        amountFen: plan.amountFen,
        freightFen: plan.freightFen,
        lines: plan.lines,
        reason: '不想要了',
        state: 'owed',
        requestedBy: 'merchant',
        requestedAt: clock.now(),
      }
      await db.change('orders', { _id: order._id }, { [`refunds.${refundNo}`]: db._.set(refund) })
      return [(await db.get('orders', order._id)) ?? order, refund]
    },
    books: () => checkBooks(mall.ctx),
    async account(openid) {
      const empty = { _id: openid, availableFen: 0, withdrawingFen: 0, paidFen: 0, debtFen: 0 }
      return (await db.get('accounts', openid)) ?? empty
    },
    async commission(orderId) {
      const found = await db.get('commissions', orderId)
      if (!found) throw new Error(`no commission of ${orderId}`)
      return found
    },
  }
  await self.fresh()
  return self
}

function orderDoc(orderId: string, path: string[], now: number, changes: OrderChanges = {}): OrderDoc {
  const { rates = THREE_RATES.rates, freightFen = 800 } = changes
  const lines = (changes.lines ?? [{ payFen: 12_800 }]).map(
    ({ payFen, quantity = 1, costFen = 0, name = '武夷岩茶' }, i) => ({
      lineId: `l${i}`,
      productId: `p${i}`,
      skuId: `p${i}-sku`,
      name,
      specText: '125g',
      picture: 'tea.webp',
      priceFen: Math.ceil(payFen / quantity),
      costFen,
      quantity,
      goodsFen: payFen,
      discountFen: 0,
      payFen,
      effects: [],
      ratesBps: path.map((_, link) => rates[link] ?? 0),
    }),
  )
  const chain = path.flatMap((distributorId, i): ChainLink[] => {
    const rateBps = rates[i]
    return rateBps === undefined ? [] : [{ level: i + 1, distributorId, rateBps }]
  })
  const goodsFen = lines.reduce((sum, { payFen }) => sum + payFen, 0)
  return {
    _id: orderId,
    buyerId: changes.buyerId ?? 'buyer',
    buyerName: '林小满',
    state: 'paid',
    lines,
    goodsFen,
    discountFen: 0,
    freightFen,
    payFen: goodsFen + freightFen,
    address: keptReceiver(orderId, {
      ...{ name: '林小满', mobile: '13812345678', detail: '' },
      ...{ province: '', city: '', district: '' },
    }),
    remark: '',
    chain,
    chainIds: chain.map(({ distributorId }) => distributorId),
    shareCode: 'share00001',
    policyVersion: 1,
    policy: {
      rates,
      base: changes.base ?? 'sales',
      freezeDays: changes.freezeDays ?? 7,
      cycle: THREE_RATES.cycle,
    },
    slot: orderId,
    placedAt: now,
    expiresAt: now,
    paidAt: now,
    freightEffects: [],
    priceHash: '',
    requestHash: '',
    ...untouched(goodsFen + freightFen),
    ...owing(),
  }
}

type Operation = (...args: unknown[]) => Promise<unknown>

/** A context that runs `before` ahead of each of its database operations, those within transactions excepted. */
export function watched<C extends Context>(
  ctx: C,
  before: (operation: number, name: string, collection: unknown) => Promise<void>,
): C {
  let count = 0
  const { _, $, transaction, ...operations } = ctx.db
  const db = Object.fromEntries(
    Object.entries(operations).map(([name, run]) => [
      name,
      async (...args: unknown[]) => {
        await before(++count, name, args[0])
        return (run as Operation)(...args)
      },
    ]),
  )
  const transact: Database['transaction'] = async (body) => {
    await before(++count, 'transaction', undefined)
    return transaction(body)
  }
  return { ...ctx, db: { ...db, _, $, transaction: transact } as unknown as Database }
}
