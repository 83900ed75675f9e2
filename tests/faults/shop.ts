import { newStock } from '../../cloudfunctions/domain/goods/inventory'
import { newMember, type MemberDoc } from '../../cloudfunctions/domain/people/member'
import type { Database } from '../../cloudfunctions/platform/database'
import { openidOf } from '../../local'
import { MESSAGES, distributorDoc, productDoc, settingsDoc } from '../support/documents'
import { keptAddress } from '../support/personal'

/**
 * The shop that everything happens in: one owner, three distributors above one another, buyers and products at will.
 */

export const MERCHANT = 'merchant'
export const ADDRESS_ID = 'home'
/** Free of freight. */
export const PRICE_FEN = 12_800
export const skuOf = (productId: string): string => `${productId}-sku`

/** Nearest first. */
export const DISTRIBUTORS = ['upline-1', 'upline-2', 'upline-3'] as const
const PATH = DISTRIBUTORS.map(openidOf)
const FAR_AHEAD_MS = 3_650 * 86_400_000

export async function openShop(db: Database): Promise<void> {
  await db.insert('settings', settingsDoc(MESSAGES))
  await db.insert('staff', { _id: openidOf(MERCHANT), name: '沈禾', owner: true, permissions: [] })
  for (const [i, openid] of PATH.entries()) {
    await db.insert('members', newMember(openid, 0, `推广员${i + 1}`))
    await db.insert('distributors', distributorDoc(openid, PATH.slice(i + 1, i + 3)))
  }
}

/** A buyer with an address; a bound one is recommended by the nearest distributor. `now`: ms on the shop's clock. */
export async function addBuyer(db: Database, who: string, now: number, isBound: boolean): Promise<void> {
  const openid = openidOf(who)
  const address = keptAddress(openid, {
    addressId: ADDRESS_ID,
    name: '林小满',
    mobile: '13812345678',
    province: '福建省',
    city: '福州市',
    district: '鼓楼区',
    detail: '榕荫路 1 号',
    label: '家',
    createdAt: now,
  })
  await db.insert('members', {
    ...newMember(openid, now, '小满'),
    addresses: { [ADDRESS_ID]: address },
    addressCount: 1,
    defaultAddressId: ADDRESS_ID,
    ...(isBound && boundAt(now)),
  })
}

const boundAt = (now: number): Pick<MemberDoc, 'binding' | 'boundTo'> => ({
  binding: {
    distributorId: PATH[0] ?? '',
    path: PATH,
    shareCode: 'share0001',
    boundAt: now,
    expiresAt: now + FAR_AHEAD_MS,
    protectedUntil: now,
  },
  boundTo: PATH[0] ?? null,
})

/** A product of one SKU with so many pieces. */
export async function addProduct(db: Database, productId: string, available: number): Promise<void> {
  const skuId = skuOf(productId)
  await db.insert(
    'products',
    productDoc(productId, {
      skus: [{ skuId, values: ['125g'], priceFen: PRICE_FEN, listPriceFen: 0, costFen: 5_000 }],
    }),
  )
  await db.insert('stocks', newStock({ skuId, productId, available }))
}
