import type { CollectionSpec } from '../../emulator/src/cloudbase'

/** The documents that the benchmark of the database works on: like orders, of 600 bytes, with four indexes. */

export const COLLECTION = 'bench_orders'

/** Indexes of one ascending or (`-`) descending field after the other. */
const INDEXES: readonly (readonly [name: string, unique: boolean, ...fields: string[]])[] = [
  ['orderNo', true, 'orderNo'],
  ['shop_createdAt', false, 'shopId', '-createdAt'],
  ['buyer_createdAt', false, 'buyerId', '-createdAt'],
  ['state_payBy', false, 'state', 'payBy'],
]

export const COLLECTIONS: readonly CollectionSpec[] = [
  {
    collection: COLLECTION,
    indexes: INDEXES.map(([IndexName, MgoIsUnique, ...fields]) => ({
      IndexName,
      MgoKeySchema: {
        MgoIsUnique,
        MgoIndexKeys: fields.map((field) =>
          field.startsWith('-')
            ? { Name: field.slice(1), Direction: '-1' as const }
            : { Name: field, Direction: '1' as const },
        ),
      },
    })),
  },
]

/** A shop has more documents the more there are; a buyer has always these. */
export const SHOPS = 500
export const DOCUMENTS_OF_A_BUYER = 20
export const STATES = ['pending', 'paid', 'shipped', 'completed'] as const
/** Numbers have so many digits, so that a document is as long as any other. */
const DIGITS = 7
/** Documents that the measurements insert are numbered from here. */
export const FIRST_INSERTED = 5_000_000

export const digits = (n: number): string => String(n).padStart(DIGITS, '0')
export const idOf = (n: number): string => `order-${digits(n)}`
export const shopOf = (n: number): string => `shop-${digits(n % SHOPS)}`
export const buyerOf = (n: number): string => `buyer-${digits(Math.floor(n / DOCUMENTS_OF_A_BUYER))}`

/** Document `n`, the same each time. Its number stands in decimal wherever it has an influence by itself. */
export function documentOf(n: number) {
  return {
    _id: idOf(n),
    orderNo: `2026070100000${digits(n)}`,
    shopId: shopOf(n),
    buyerId: buyerOf(n),
    state: STATES[n % STATES.length]!,
    createdAt: Number(`178000${digits(n)}`),
    payBy: Number(`178001${digits(n)}`),
    totalFen: 19_900 + (n % 100),
    lines: [
      {
        skuId: 'sku-1',
        productId: 'product-1',
        title: '手工紫砂壶 西施 240ml',
        quantity: 1,
        priceFen: 19_900,
      },
    ],
    address: {
      name: '张三',
      phone: '13800000000',
      province: '江苏省',
      city: '无锡市',
      county: '宜兴市',
      detail: '丁蜀镇解放东路 1 号',
    },
    shares: [
      { level: 1, distributorId: 'distributor-000001', amountFen: 1_990 },
      { level: 2, distributorId: 'distributor-000002', amountFen: 995 },
    ],
    tries: 0,
  }
}
