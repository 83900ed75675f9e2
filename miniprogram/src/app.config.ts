import { subPackages } from './collected/pages'

/** The main package holds the tabs and nothing else: everything else lies in a package, loaded when it is opened. */
const tabs = [
  { pagePath: 'pages/home/index', text: '首页' },
  { pagePath: 'pages/category/index', text: '分类' },
  { pagePath: 'pages/cart/index', text: '购物车' },
  { pagePath: 'pages/me/index', text: '我的' },
  { pagePath: 'pages/merchant/index', text: '商家' },
]
const gallery = __GALLERY__ ? [{ root: 'packages/gallery', pages: ['index'] }] : []

export default defineAppConfig({
  entryPagePath: 'pages/home/index',
  pages: tabs.map(({ pagePath }) => pagePath),
  subPackages: [...subPackages, ...gallery],
  preloadRule: {
    'pages/home/index': { network: 'all', packages: ['packages/goods'] },
    'packages/goods/detail/index': { network: 'all', packages: ['packages/sale'] },
    'pages/cart/index': { network: 'all', packages: ['packages/sale'] },
  },
  tabBar: {
    custom: true,
    color: '#666E69',
    selectedColor: '#0B7A5B',
    backgroundColor: '#FFFFFF',
    list: tabs,
  },
  window: {
    navigationStyle: 'custom',
    navigationBarTextStyle: 'black',
    navigationBarTitleText: '榕铺',
    backgroundColor: '#F7F5F0',
    backgroundTextStyle: 'dark',
  },
  // WeChat refuses what is not declared here; each has to be applied for, too (docs/operations.md).
  requiredPrivateInfos: ['chooseAddress'],
  sitemapLocation: 'sitemap.json',
  lazyCodeLoading: 'requiredComponents',
  style: 'v2',
})
