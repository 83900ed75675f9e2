import type { CommissionPolicy } from '../../shared/contract/policy/schema'
import { searchTextOf, type ProductDoc } from '../../cloudfunctions/domain/goods/catalog'
import type { DistributorDoc } from '../../cloudfunctions/domain/distribution/distributor'
import { unsetSettings, type SettingsDoc } from '../../cloudfunctions/domain/shop/settings'
import { keptApplicant } from './personal'

/** Documents as the shop would have written them, for tests that put them straight into the database. */

/** Templates of both messages, with the keys that WeChat would have given them. */
export const MESSAGES = {
  messageTemplates: { paid: 'template_paid', shipped: 'template_shipped' },
  messageFields: {
    paid: { order: 'character_string1', goods: 'thing2', amount: 'amount3' },
    shipped: { goods: 'thing1', courier: 'thing2', waybill: 'character_string3' },
  },
} satisfies Partial<SettingsDoc>

/** 20 %, 10 % and 5 % of what is paid. */
export const THREE_RATES: CommissionPolicy = {
  rates: [2_000, 1_000, 500],
  base: 'sales',
  freezeDays: 7,
  cycle: 'daily',
}

/** Three levels, so that tests see all that the mall can pay, with the owner's confirmation. */
export const THREE_LEVEL_POLICY = {
  ...THREE_RATES,
  threeLevels: { staffId: 'oStaff', name: '沈禾', at: 0, textVersion: 1, policyVersion: 1 },
}

/** A shop that is open, as one that was never edited here: what everybody begins with, and freight and three levels. */
export function settingsDoc(changes: Partial<SettingsDoc> = {}): SettingsDoc {
  const {
    preparing: _preparing,
    confirmed: _confirmed,
    settingsVersion: _version,
    ...open
  } = unsetSettings(0)
  return {
    ...open,
    name: '山野集',
    freightFen: 800,
    freeFreightFromFen: 9_900,
    agreement: { version: 1, title: '推广协议', paragraphs: ['一', '二'] },
    commission: THREE_LEVEL_POLICY,
    ...changes,
  }
}

/** A listed product of one SKU, `<id>-sku`, at ¥128. */
export const productDoc = (id: string, changes: Partial<ProductDoc> = {}): ProductDoc => {
  const product = { ...plainProduct(id), ...changes }
  return { searchText: searchTextOf(product), ...product }
}

const plainProduct = (id: string): Omit<ProductDoc, 'searchText'> => ({
  _id: id,
  version: 1,
  name: '武夷岩茶',
  sellingPoint: '',
  tag: '',
  categoryId: 'tea',
  pictures: ['tea.webp'],
  specs: [{ name: '净含量', values: ['125g'] }],
  skus: [{ skuId: `${id}-sku`, values: ['125g'], priceFen: 12_800, listPriceFen: 0, costFen: 5_000 }],
  priceFen: 12_800,
  origin: '',
  attributes: [],
  detail: [],
  listed: true,
  everListed: true,
  soldOut: false,
  lowStock: false,
  salesCount: 0,
  stockRev: 0,
  sort: 1,
  createdAt: 0,
})

export const distributorDoc = (
  openid: string,
  uplines: string[],
  changes: Partial<DistributorDoc> = {},
): DistributorDoc => ({
  _id: openid,
  distributorId: `d${openid}`,
  state: 'active',
  applicant: keptApplicant(openid, { realName: '林一', mobile: '13900006207', channel: '社区团购群' }),
  agreementVersion: 1,
  appliedAt: 0,
  decidedAt: 0,
  refusedReason: null,
  uplines,
  ...changes,
})
