/** Every page of the mini-program by name. */
export const routes = {
  home: 'pages/home/index',
  category: 'pages/category/index',
  cart: 'pages/cart/index',
  me: 'pages/me/index',
  merchant: 'pages/merchant/index',

  product: 'packages/goods/detail/index',
  products: 'packages/goods/list/index',

  checkout: 'packages/order/checkout/index',
  orders: 'packages/order/list/index',
  order: 'packages/order/detail/index',
  addresses: 'packages/order/addresses/index',
  addressEdit: 'packages/order/address-edit/index',

  distributionApply: 'packages/distribution/apply/index',
  distribution: 'packages/distribution/centre/index',
  distributionProducts: 'packages/distribution/products/index',
  poster: 'packages/distribution/poster/index',
  commissions: 'packages/distribution/commissions/index',
  commission: 'packages/distribution/commission/index',
  customers: 'packages/distribution/customers/index',

  merchantOrders: 'packages/merchant/orders/index',
  merchantOrder: 'packages/merchant/order/index',
  merchantProducts: 'packages/merchant/products/index',
  merchantProduct: 'packages/merchant/product/index',
  merchantApplications: 'packages/merchant/applications/index',
  merchantPolicy: 'packages/merchant/policy/index',
  merchantBills: 'packages/merchant/bills/index',
  merchantBill: 'packages/merchant/bill/index',
} as const

export type RouteName = keyof typeof routes
export const tabNames = ['home', 'category', 'cart', 'me', 'merchant'] as const
export type TabName = (typeof tabNames)[number]

/** What each page is opened with. Values travel as text in the address. */
export interface RouteParams {
  product: { productId: string; scene?: string }
  products: { categoryId?: string; keyword?: string; sectionId?: string }
  /** Without a SKU the chosen lines of the cart are bought. */
  checkout: { skuId?: string; productId?: string; quantity?: string }
  orders: { state?: string }
  order: { orderId: string }
  /** `pick=1`: choosing an address goes back to the page that asked. */
  addresses: { pick?: string; selected?: string }
  addressEdit: { addressId?: string }
  poster: { productId: string }
  commissions: { state?: string }
  commission: { commissionId: string }
  merchantOrders: { state?: string }
  merchantOrder: { orderId: string }
  merchantProducts: { tab?: string }
  merchantProduct: { productId?: string }
  merchantApplications: { state?: string }
  /** A business day, `2026-11-20`. */
  merchantBill: { day: string }
}

export type ParamsOf<N extends RouteName> = N extends keyof RouteParams
  ? RouteParams[N]
  : Record<never, string>

/** A page's address without the leading slash, as share cards and mini codes want it. */
export function pathOf<N extends RouteName>(name: N, params?: ParamsOf<N>): string {
  const query = Object.entries((params ?? {}) as Record<string, string | undefined>)
    .filter((pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '')
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`)
    .join('&')
  return query ? `${routes[name]}?${query}` : routes[name]
}

export function isTab(name: RouteName): name is TabName {
  return (tabNames as readonly string[]).includes(name)
}
