import * as z from 'zod'
import { productCard } from './catalog'
import { command, query } from './define'
import {
  bps,
  done,
  fen,
  id,
  instant,
  mobile,
  nothing,
  page,
  pageOf,
  shareCode,
  signedFen,
  text,
} from './fields'
import { DISTRIBUTOR_STATES } from './member'

/** What a distributor sees of one commission: frozen until receipt and the freeze days, then settled. */
export const COMMISSION_STATES = ['pending', 'settled', 'reversed'] as const
export type CommissionState = (typeof COMMISSION_STATES)[number]

export const commissionRow = z.object({
  commissionId: z.string(),
  level: z.int(),
  /** 林**. */
  buyerName: z.string(),
  title: z.string(),
  picture: z.string(),
  orderTail: z.string(),
  /** What the buyer pays for the goods, without freight. */
  goodsPayFen: fen,
  /** What the rate is applied to: the goods as paid, or the profit on them. */
  baseFen: fen,
  baseKind: z.enum(['sales', 'profit']),
  rateBps: bps,
  /** The commission as accrued. */
  accruedFen: fen,
  /** What refunds took back. */
  reversedFen: fen,
  /** accrued − reversed. */
  amountFen: fen,
  state: z.enum(COMMISSION_STATES),
  accruedAt: instant,
  /** When it may be settled; absent until the buyer has received the goods. */
  releaseAt: instant.optional(),
  settledAt: instant.optional(),
})
export type CommissionRow = z.infer<typeof commissionRow>

export const commissionLine = z.object({
  name: z.string(),
  specText: z.string(),
  picture: z.string(),
  quantity: z.int(),
  /** 售价小计, before discounts. */
  goodsFen: fen,
  discountFen: fen,
  /** Cost that was taken off, when commission counts on profit. */
  costFen: fen,
  baseFen: fen,
  rateBps: bps,
  amountFen: fen,
  /** 适用规则, in words. */
  rule: z.string(),
})

export const commissionDetail = commissionRow.extend({
  policyVersion: z.int(),
  lines: z.array(commissionLine),
  /** Every booking of the ledger that moved this commission, newest first. */
  timeline: z.array(z.object({ at: instant, title: z.string(), note: z.string(), amountFen: signedFen })),
  /** In words: why and when it is paid. */
  explanation: z.string(),
})
export type CommissionDetail = z.infer<typeof commissionDetail>

export const promotionCalls = {
  'promotion.status': query({
    permission: 'member',
    input: nothing,
    output: z.object({
      state: z.enum(DISTRIBUTOR_STATES),
      refusedReason: z.string().optional(),
      appliedAt: instant.optional(),
      agreement: z.object({ version: z.int(), title: z.string(), paragraphs: z.array(z.string()) }),
      /** Rates of the policy in words a newcomer understands. */
      rates: z.array(z.object({ level: z.int(), rateBps: bps })),
    }),
  }),
  'promotion.apply': command({
    permission: 'member',
    input: z.strictObject({
      realName: text(20, 2),
      mobile,
      channel: text(100, 2),
      agreementVersion: z.int().min(1),
    }),
    output: done,
    errors: ['ALREADY_APPLIED', 'ALREADY_DISTRIBUTOR', 'AGREEMENT_OUTDATED'],
  }),
  'promotion.centre': query({
    permission: 'distributor',
    input: nothing,
    output: z.object({
      nickname: z.string(),
      storeName: z.string(),
      rateBps: bps,
      /** Settled and not yet withdrawn. */
      availableFen: fen,
      pendingFen: fen,
      pendingCount: z.int(),
      /** Owed back for refunds after settlement; netted from the next settlement. */
      debtFen: fen,
      monthFen: signedFen,
      settledTotalFen: fen,
      todayFen: signedFen,
      todayOrders: z.int(),
      customers: z.int(),
      /** The next day on which commission is credited. */
      nextSettlementAt: instant,
      /** Thirty days, oldest first. */
      trend: z.array(z.object({ day: z.string(), amountFen: signedFen })),
      previousTrendFen: signedFen,
      funnel: z.object({ visits: z.int(), visitors: z.int(), placed: z.int(), paid: z.int() }),
      recent: z.array(commissionRow),
    }),
  }),
  'promotion.products': query({
    permission: 'distributor',
    input: z.strictObject({ ...page, keyword: text(40).optional() }),
    output: pageOf(productCard.extend({ earnFen: fen, rateBps: bps })),
  }),
  /** What this distributor earns with one product, for the bar on its detail page. */
  'promotion.earning': query({
    permission: 'distributor',
    input: z.strictObject({ productId: id }),
    output: z.object({ earnFen: fen, rateBps: bps }),
    errors: ['NOT_FOUND'],
  }),
  /** The distributor's share of a product (or of the shop): the same share always has the same code. */
  'promotion.share': command({
    permission: 'distributor',
    input: z.strictObject({ productId: id.optional() }),
    output: z.object({
      code: shareCode,
      title: z.string(),
      picture: z.string(),
      priceFen: fen.optional(),
      listPriceFen: fen.optional(),
      sellingPoint: z.string(),
      sharerName: z.string(),
    }),
    errors: ['NOT_FOUND'],
  }),
  /** The mini-program code of a share, as a PNG in base64. */
  'promotion.code': query({
    permission: 'distributor',
    input: z.strictObject({ code: shareCode }),
    output: z.object({ pngBase64: z.string() }),
    errors: ['NOT_FOUND', 'CODE_UNAVAILABLE'],
  }),
  'promotion.commissions': query({
    permission: 'distributor',
    input: z.strictObject({ ...page, state: z.enum(['all', ...COMMISSION_STATES]).default('all') }),
    output: pageOf(commissionRow),
  }),
  'promotion.commission': query({
    permission: 'distributor',
    input: z.strictObject({ commissionId: id }),
    output: commissionDetail,
    errors: ['NOT_FOUND'],
  }),
  'promotion.customers': query({
    permission: 'distributor',
    input: z.strictObject({ ...page }),
    output: pageOf(
      z.object({
        name: z.string(),
        avatar: z.string(),
        boundAt: instant,
        expiresAt: instant,
        orders: z.int(),
        spentFen: fen,
      }),
    ),
  }),
  'promotion.statements': query({
    permission: 'distributor',
    input: z.strictObject({ ...page }),
    output: pageOf(
      z.object({
        statementId: z.string(),
        period: z.string(),
        commissions: z.int(),
        grossFen: fen,
        debtNettedFen: fen,
        creditedFen: fen,
        postedAt: instant,
      }),
    ),
  }),
}
