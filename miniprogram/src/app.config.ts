const gallery = __GALLERY__ ? [{ root: 'packages/gallery', pages: ['index'] }] : []

export default defineAppConfig({
  entryPagePath: 'pages/home/index',
  pages: [
    'pages/home/index',
    'pages/category/index',
    'pages/cart/index',
    'pages/me/index',
    'pages/merchant/index',
  ],
  subPackages: [
    { root: 'packages/goods', pages: ['detail/index', 'list/index'] },
    {
      root: 'packages/order',
      pages: ['checkout/index', 'list/index', 'detail/index', 'addresses/index', 'address-edit/index'],
    },
    {
      root: 'packages/distribution',
      pages: [
        'apply/index',
        'centre/index',
        'products/index',
        'poster/index',
        'commissions/index',
        'commission/index',
        'customers/index',
      ],
    },
    {
      root: 'packages/merchant',
      pages: [
        'orders/index',
        'order/index',
        'products/index',
        'product/index',
        'applications/index',
        'policy/index',
        'bills/index',
        'bill/index',
      ],
    },
    ...gallery,
  ],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/goods'] },
    'packages/goods/detail/index': { network: 'all', packages: ['packages/order'] },
    'pages/cart/index': { network: 'all', packages: ['packages/order'] },
  },
  tabBar: {
    custom: true,
    color: '#666E69',
    selectedColor: '#0B7A5B',
    backgroundColor: '#FFFFFF',
    list: [
      { pagePath: 'pages/home/index', text: '首页' },
      { pagePath: 'pages/category/index', text: '分类' },
      { pagePath: 'pages/cart/index', text: '购物车' },
      { pagePath: 'pages/me/index', text: '我的' },
      { pagePath: 'pages/merchant/index', text: '商家' },
    ],
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '榕铺',
    backgroundColor: '#F7F5F0',
    backgroundTextStyle: 'dark',
  },
  lazyCodeLoading: 'requiredComponents',
  style: 'v2',
})
