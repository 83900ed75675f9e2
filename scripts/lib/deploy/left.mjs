/** What only a person can do, in the order in which it has to be done, each with the place where it is done. */

/** Where a place is, by the word that it begins with. */
const SITES = {
  公众平台: 'https://mp.weixin.qq.com',
  商户平台: 'https://pay.weixin.qq.com',
  云开发: 'https://tcb.cloud.tencent.com/dev',
}
const BASICS = '公众平台 → 设置 → 基本设置'
const FEATURES = '公众平台 → 功能'

/** Whoever opens a shop does it; or only if a deployment has found it undone. */
const ALWAYS = true
const IF_FOUND = false

/** Before anything is sold, in this order. */
const ITEMS = [
  ['filing', ALWAYS, '小程序备案 and 微信认证', BASICS],
  ['category', ALWAYS, '服务类目: 商家自营 (or what you sell, with its licences)', `${BASICS} → 服务类目`],
  [
    'binding',
    ALWAYS,
    'bind the AppID to the merchant number, and confirm it',
    '商户平台 → 产品中心 → AppID账号管理',
  ],
  [
    'domain',
    IF_FOUND,
    'bind a domain with ICP filing to HTTP access, set its CNAME, change WXPAY_NOTIFY_URL, deploy again',
    '云开发 → HTTP 访问服务',
  ],
  [
    'policies',
    IF_FOUND,
    'the environment decides by policies (OPA): let clients that are logged in and not anonymous start storefront, distributor and merchant, and nobody scheduler, paynotify and wechatpush',
    '云开发 → 身份认证 → 权限控制',
  ],
  [
    'storage',
    IF_FOUND,
    'the storage has a rule of its own: let everybody read pictures/, and nobody write there (ADMINWRITE)',
    '云开发 → 存储 → 权限设置',
  ],
  ['shipping', IF_FOUND, '发货信息管理: open it', `${FEATURES} → 发货信息管理`],
  ['settlement', IF_FOUND, '交易结算管理: confirm it', `${FEATURES} → 交易结算管理`],
  [
    'order-page',
    IF_FOUND,
    'the page of an order could not be told: sign 小程序订单中心, then deploy again',
    `${FEATURES} → 小程序订单中心`,
  ],
  [
    'message-page',
    IF_FOUND,
    'the page of the message on shipping could not be told: deploy again',
    `${FEATURES} → 发货信息管理`,
  ],
  [
    'messages',
    IF_FOUND,
    'templates of messages: choose them by hand and write them into settings/shop (messageTemplates, messageFields)',
    `${FEATURES} → 订阅消息`,
  ],
  ['order-list', ALWAYS, '小程序订单中心 path: ${orders}', `${FEATURES} → 小程序订单中心`],
  [
    'privacy',
    ALWAYS,
    '用户隐私保护指引: 收货地址 (chooseAddress), 姓名, 手机号, 选中的照片 (chooseMedia), 相册仅写入 (saveImageToPhotosAlbum), 剪贴板 (setClipboardData), 昵称',
    `${BASICS} → 服务内容声明`,
  ],
  ['interfaces', ALWAYS, 'apply for wx.chooseAddress', '公众平台 → 开发 → 开发管理 → 接口设置'],
  ['service', ALWAYS, '客服: at least one account', `${FEATURES} → 客服`],
  [
    'push',
    ALWAYS,
    '消息推送: mode 云函数, message type event, event type wxa_media_check, this environment, function wechatpush (WeChat’s answers about pictures)',
    '云开发 → 设置 → 其他设置 → 消息推送',
  ],
  ['library', ALWAYS, '基础库最低版本: 2.32.3', BASICS],
  [
    'upload',
    ALWAYS,
    'CLOUDBASE_ENV_ID=… npm run build:weapp, upload in WeChat DevTools, make it the 体验版',
    '公众平台 → 版本管理',
  ],
  ['shop', IF_FOUND, 'the shop: become its owner in the mini-program, follow the steps, open it (开张)'],
  [
    'release',
    ALWAYS,
    'submit for review (reviewers want to see goods: open the shop before), release',
    '公众平台 → 版本管理',
  ],
]

const siteOf = (place) => SITES[place.split(' ', 1)[0]]

/** Collects what has been found undone. */
export function createLeft({ pagePath }) {
  const found = new Map()
  return {
    add: (id, detail) =>
      void found.set(id, [...(found.get(id) ?? []), ...(detail === undefined ? [] : [detail])]),
    lines: () =>
      ITEMS.filter(([id, always]) => always || found.has(id)).flatMap(([id, , what, place], i) => [
        `${i + 1}. ${what.replace('${orders}', pagePath('sale/orders'))}`,
        ...(found.get(id) ?? []).map((detail) => `   (${detail})`),
        ...(place ? [`   ${place}  ${siteOf(place)}`] : []),
      ]),
  }
}
