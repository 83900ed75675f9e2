import * as z from 'zod'
import { category } from './catalog'
import { command, query } from './define'
import { done, fen, id, instant, nothing, page, pageOf, signedFen, text, token } from './fields'
import { courierCode, orderDetail, orderSummary } from './order'
import { bindingPolicy, commissionPolicy } from './policy'

export const ADMIN_ORDER_TABS = ['unshipped', 'unpaid', 'shipped', 'done', 'refund', 'all'] as const

const adminOrderRow = orderSummary.extend({
  buyerName: z.string(),
  receiver: z.string(),
  promoted: z.boolean(),
})
export type AdminOrderRow = z.infer<typeof adminOrderRow>

const adminSku = z.object({
  skuId: z.string(),
  values: z.array(z.string()),
  priceFen: fen,
  listPriceFen: fen,
  costFen: fen,
  available: z.int(),
  held: z.int(),
  sold: z.int(),
})

export const adminCalls = {
  'overview.get': query({
    permission: 'staff:order.read',
    input: nothing,
    output: z.object({
      shopName: z.string(),
      staffName: z.string(),
      updatedAt: instant,
      today: z.object({
        salesFen: fen,
        orders: z.int(),
        visitors: z.int(),
        promotedFen: fen,
        commissionFen: fen,
      }),
      yesterday: z.object({ salesFen: fen, orders: z.int(), visitors: z.int() }),
      todo: z.object({
        unshipped: z.int(),
        refunding: z.int(),
        applications: z.int(),
        lowStock: z.int(),
      }),
      /** Thirty days, oldest first. */
      trend: z.array(z.object({ day: z.string(), salesFen: fen, promotedFen: fen })),
    }),
  }),
  'order.list': query({
    permission: 'staff:order.read',
    input: z.strictObject({ ...page, tab: z.enum(ADMIN_ORDER_TABS).default('unshipped') }),
    output: pageOf(adminOrderRow),
  }),
  'order.get': query({
    permission: 'staff:order.read',
    input: z.strictObject({ orderId: id }),
    output: orderDetail.extend({
      buyerName: z.string(),
      transactionId: z.string().optional(),
      refundable: z.boolean(),
      /** What the refund waits for: WeChat Pay's code, or its state `ABNORMAL` or `CLOSED`. */
      refundProblem: z.string().optional(),
      /** Who earns what on this order. */
      commissions: z.array(
        z.object({
          level: z.int(),
          name: z.string(),
          rateBps: z.int(),
          accruedFen: fen,
          reversedFen: fen,
          state: z.string(),
        }),
      ),
    }),
    errors: ['NOT_FOUND'],
  }),
  'order.ship': command({
    permission: 'staff:order.ship',
    input: z.strictObject({
      orderId: id,
      courier: courierCode,
      waybill: z.string().regex(/^[0-9A-Za-z-]{6,32}$/),
    }),
    output: done,
    errors: ['NOT_FOUND', 'ORDER_STATE'],
  }),
  /** Refunds the whole order to the buyer; its commissions are reversed. */
  'order.refund': command({
    permission: 'staff:order.refund',
    input: z.strictObject({ orderId: id, reason: text(80, 2) }),
    output: done,
    errors: ['NOT_FOUND', 'REFUND_STATE'],
  }),
  'product.list': query({
    permission: 'staff:product.read',
    input: z.strictObject({
      ...page,
      tab: z.enum(['listed', 'delisted', 'low_stock']).default('listed'),
      keyword: text(40).optional(),
    }),
    output: pageOf(
      z.object({
        productId: z.string(),
        name: z.string(),
        picture: z.string(),
        priceFen: fen,
        available: z.int(),
        salesCount: z.int(),
        listed: z.boolean(),
      }),
    ),
  }),
  'product.get': query({
    permission: 'staff:product.read',
    input: z.strictObject({ productId: id }),
    output: z.object({
      productId: z.string(),
      version: z.int(),
      name: z.string(),
      sellingPoint: z.string(),
      tag: z.string(),
      categoryId: z.string(),
      pictures: z.array(z.string()),
      specs: z.array(z.object({ name: z.string(), values: z.array(z.string()) })),
      skus: z.array(adminSku),
      listed: z.boolean(),
      categories: z.array(category),
    }),
    errors: ['NOT_FOUND'],
  }),
  /** Changes names and prices. `version` is the one that was read: a newer one means somebody else changed it. */
  'product.save': command({
    permission: 'staff:product.write',
    input: z.strictObject({
      productId: id,
      version: z.int().min(0),
      name: text(60, 2),
      sellingPoint: text(60, 0),
      tag: text(6, 0),
      categoryId: id,
      skus: z
        .array(
          z.strictObject({
            skuId: id,
            priceFen: fen.min(1),
            listPriceFen: fen,
            costFen: fen,
          }),
        )
        .min(1)
        .max(200),
    }),
    output: z.object({ version: z.int() }),
    errors: ['NOT_FOUND', 'VERSION_CONFLICT'],
  }),
  'product.setListed': command({
    permission: 'staff:product.write',
    input: z.strictObject({ productId: id, listed: z.boolean() }),
    output: done,
    errors: ['NOT_FOUND'],
  }),
  /** Adds to (or takes from) the stock that can be bought. The same token twice is one adjustment. */
  'stock.adjust': command({
    permission: 'staff:product.write',
    input: z.strictObject({
      skuId: id,
      token,
      /** When it was begun, on the server's clock: the same token is known as the same command for a while only. */
      begunAt: instant,
      delta: z
        .int()
        .min(-1_000_000)
        .max(1_000_000)
        .refine((delta) => delta !== 0, 'nothing to adjust'),
      reason: text(60, 2),
    }),
    output: z.object({ available: z.int() }),
    errors: ['NOT_FOUND', 'STOCK_NEGATIVE', 'ADJUSTMENT_EXPIRED'],
  }),
  'distributor.list': query({
    permission: 'staff:distributor.review',
    input: z.strictObject({ ...page, state: z.enum(['pending', 'active', 'refused']).default('pending') }),
    output: pageOf(
      z.object({
        distributorId: z.string(),
        nickname: z.string(),
        realName: z.string(),
        /** 138****6207. */
        maskedMobile: z.string(),
        channel: z.string(),
        appliedAt: instant,
        decidedAt: instant.optional(),
        refusedReason: z.string().optional(),
        recommendedBy: z.string().optional(),
        earnedFen: signedFen.optional(),
      }),
    ),
  }),
  'distributor.decide': command({
    permission: 'staff:distributor.review',
    input: z.discriminatedUnion('decision', [
      z.strictObject({ distributorId: id, decision: z.literal('approve') }),
      z.strictObject({ distributorId: id, decision: z.literal('refuse'), reason: text(60, 2) }),
    ]),
    output: done,
    errors: ['NOT_FOUND', 'REVIEW_STATE'],
  }),
  'policy.get': query({
    permission: 'staff:policy.write',
    input: nothing,
    output: z.object({
      version: z.int(),
      commission: commissionPolicy,
      binding: bindingPolicy,
      changedAt: instant,
    }),
  }),
  'policy.save': command({
    permission: 'staff:policy.write',
    input: z.strictObject({
      version: z.int().min(0),
      commission: commissionPolicy,
      binding: bindingPolicy,
    }),
    output: z.object({ version: z.int() }),
    errors: ['VERSION_CONFLICT'],
  }),
}
