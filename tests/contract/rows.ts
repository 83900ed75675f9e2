import type { CallName } from '@shared/contract'
import { rows } from './collected/rows'
import type { Row, Rows } from './row'

const TOKEN = 'walk-0123456789abcdef'
const CHANNEL = '朋友圈和社群'

const here = {
  'storefront/catalog.home': { input: () => ({}) },
  'storefront/catalog.categories': { input: () => ({}) },
  'storefront/catalog.list': { input: (w) => ({ categoryId: w.categoryId, keyword: '茶', sort: 'sales' }) },
  'storefront/catalog.product': { input: (w) => ({ productId: w.productId }), required: ['productId'] },
  'storefront/member.enter': { input: (w) => ({ scene: w.shareCode }) },
  'storefront/member.updateProfile': { input: () => ({ nickname: '林知夏' }), required: ['nickname'] },
  'storefront/member.addresses': { input: () => ({}) },
  'storefront/member.saveAddress': {
    input: (w) => ({
      addressId: w.addressId,
      token: TOKEN,
      name: '林知夏',
      mobile: '13800006207',
      province: '浙江省',
      city: '杭州市',
      district: '西湖区',
      detail: '文三路 199 号',
      label: '家',
      isDefault: true,
    }),
    required: ['name', 'mobile', 'province', 'city', 'district', 'detail'],
    foreign: true,
  },
  'storefront/cart.get': { input: () => ({}) },
  'storefront/cart.add': {
    input: (w) => ({ productId: w.productId, skuId: w.skuId, quantity: 1, token: TOKEN }),
    required: ['productId', 'skuId', 'quantity'],
  },
  'storefront/cart.setQuantity': {
    input: (w) => ({ skuId: w.skuId, quantity: 2 }),
    required: ['skuId', 'quantity'],
    foreign: true,
  },
  'storefront/cart.remove': { input: (w) => ({ skuIds: [w.skuId] }), required: ['skuIds'] },
  'storefront/order.quote': {
    input: (w) => ({
      lines: [{ productId: w.productId, skuId: w.skuId, quantity: 1 }],
      addressId: w.addressId,
    }),
    required: ['lines'],
    foreign: true,
  },
  'storefront/order.place': {
    input: (w) => ({
      token: TOKEN,
      lines: [{ productId: w.productId, skuId: w.skuId, quantity: 1 }],
      addressId: w.addressId,
      remark: '',
      expectedPayFen: w.priceFen,
      fromCart: false,
    }),
    required: ['token', 'lines', 'addressId', 'expectedPayFen'],
    mayAnswer: ['PRICE_CHANGED'],
  },
  'storefront/payment.prepare': {
    input: (w) => ({ orderId: w.unpaidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/payment.sync': {
    input: (w) => ({ orderId: w.unpaidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/payment.close': {
    input: (w) => ({ orderId: w.unpaidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/fulfilment.receive': {
    input: (w) => ({ orderId: w.shippedOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/order.list': { input: () => ({ tab: 'all' }) },
  'storefront/order.get': {
    input: (w) => ({ orderId: w.paidOrderId }),
    required: ['orderId'],
    foreign: true,
  },
  'storefront/order.counts': { input: () => ({}) },
  'storefront/member.removeAddress': {
    input: (w) => ({ addressId: w.addressId }),
    required: ['addressId'],
    foreign: true,
  },

  'distributor/distributor.status': { input: () => ({}) },
  'distributor/distributor.apply': {
    input: () => ({
      realName: '林知夏',
      mobile: '13800006207',
      channel: CHANNEL,
      agreementVersion: 1,
      token: TOKEN,
    }),
    required: ['realName', 'mobile', 'channel', 'agreementVersion'],
  },
  'distributor/centre.get': { input: () => ({}), by: 'distributor' },
  'distributor/sharing.products': { input: () => ({ keyword: '茶' }), by: 'distributor' },
  'distributor/sharing.earning': {
    input: (w) => ({ productId: w.productId }),
    required: ['productId'],
    by: 'distributor',
  },
  'distributor/sharing.create': { input: (w) => ({ productId: w.productId }), by: 'distributor' },
  'distributor/sharing.code': {
    input: (w) => ({ code: w.shareCode }),
    required: ['code'],
    by: 'distributor',
    foreign: true,
  },
  'distributor/commission.list': { input: () => ({ state: 'all' }), by: 'distributor' },
  'distributor/commission.get': {
    input: (w) => ({ commissionId: w.commissionId }),
    required: ['commissionId'],
    by: 'distributor',
    foreign: true,
  },
  'distributor/binding.customers': { input: () => ({}), by: 'distributor' },
  'distributor/settlement.statements': { input: () => ({}), by: 'distributor' },

  'merchant/overview.get': { input: () => ({}), by: 'merchant' },
  'merchant/fulfilment.list': { input: () => ({ tab: 'all' }), by: 'merchant' },
  'merchant/fulfilment.get': {
    input: (w) => ({ orderId: w.paidOrderId }),
    required: ['orderId'],
    by: 'merchant',
  },
  'merchant/fulfilment.ship': {
    input: (w) => ({ orderId: w.paidOrderId, courier: 'SF', waybill: 'SF1388004217765' }),
    required: ['orderId', 'courier', 'waybill'],
    by: 'merchant',
  },
  'merchant/refund.create': {
    input: (w) => ({ orderId: w.paidOrderId, reason: '买家不想要了', token: TOKEN }),
    required: ['orderId', 'reason'],
    by: 'merchant',
  },
  'merchant/catalog.list': { input: () => ({ tab: 'listed', keyword: '茶' }), by: 'merchant' },
  'merchant/catalog.get': {
    input: (w) => ({ productId: w.productId }),
    required: ['productId'],
    by: 'merchant',
  },
  'merchant/catalog.save': {
    input: (w) => ({
      productId: w.productId,
      version: w.product.version,
      name: '武夷岩茶 大红袍',
      sellingPoint: '正岩三坑 · 中足火',
      tag: '秋焙',
      categoryId: w.categoryId,
      skus: w.product.skus,
    }),
    required: ['productId', 'version', 'name', 'sellingPoint', 'tag', 'categoryId', 'skus'],
    by: 'merchant',
  },
  'merchant/catalog.setListed': {
    input: (w) => ({ productId: w.productId, listed: true }),
    required: ['productId', 'listed'],
    by: 'merchant',
  },
  'merchant/reconciliation.days': { input: () => ({}), by: 'merchant' },
  'merchant/reconciliation.open': { input: () => ({}), by: 'merchant' },
  'merchant/reconciliation.day': {
    input: (w) => ({ day: w.reconciledDay }),
    required: ['day'],
    by: 'merchant',
  },
  'merchant/reconciliation.differences': {
    input: (w) => ({ day: w.reconciledDay }),
    required: ['day'],
    by: 'merchant',
  },
  'merchant/reconciliation.handle': {
    input: (w) => ({ differenceId: w.differenceId, note: '门店收款码收的' }),
    required: ['differenceId', 'note'],
    by: 'merchant',
    mayAnswer: ['DIFFERENCE_STATE'],
  },
  'merchant/reconciliation.bookRefund': {
    input: (w) => ({ differenceId: w.differenceId }),
    required: ['differenceId'],
    by: 'merchant',
    // The world's difference is of another kind.
    mayAnswer: ['DIFFERENCE_STATE'],
  },
  'merchant/reconciliation.again': {
    input: (w) => ({ day: w.reconciledDay }),
    required: ['day'],
    by: 'merchant',
  },
  'merchant/audit.latest': { input: () => ({}), by: 'merchant' },
  'merchant/inventory.adjust': {
    input: (w) => ({ skuId: w.skuId, token: TOKEN, begunAt: w.now, delta: 5, reason: '盘点' }),
    required: ['skuId', 'token', 'begunAt', 'delta', 'reason'],
    by: 'merchant',
  },
  'merchant/distributor.list': { input: () => ({ state: 'pending' }), by: 'merchant' },
  'merchant/distributor.decide': {
    input: (w) => ({ distributorId: w.applicantId, decision: 'refuse', reason: '资料不完整' }),
    required: ['distributorId', 'decision', 'reason'],
    by: 'merchant',
  },
  'merchant/policy.get': { input: () => ({}), by: 'merchant' },
  'merchant/policy.save': {
    input: (w) => ({
      version: w.policy.version,
      commission: w.policy.commission,
      binding: w.policy.binding,
    }),
    required: ['version', 'commission', 'binding'],
    by: 'merchant',
  },
} satisfies Rows

/** One row a call, from here and from the domains' `x.rows.ts`: a call without a row does not compile. */
export const ROWS: Record<CallName, Row> = { ...here, ...rows }
