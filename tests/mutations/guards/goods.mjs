import { DOMAIN as D } from './places.mjs'

/** @type {import('../guards.mjs').Guards} */
export default [
  [
    `${D}/goods/catalog/product.repo.ts`,
    [
      ['CATALOG-4', '{ _id: product._id, version: product.version }', '{ _id: product._id }'],
      ['CATALOG-5', '{ _id: productId, stockRev: _.not(_.gte(folded.stockRev)) }', '{ _id: productId }'],
    ],
  ],
  [
    `${D}/goods/inventory/adjust.service.ts`,
    [
      ['STOCK-8', 'claimed ? parts : claimedFirst(parts, stocks)', 'parts'],
      ['TRAIL-1', ', { more })', ')'],
      ['TRAIL-1', 'const back = untrail(ctx, deed)', 'const back = {}'],
    ],
  ],
]
