/** What only a person can do, in the order in which it has to be done, each with the place where it is done. */

const MP = 'https://mp.weixin.qq.com'
const PAY = 'https://pay.weixin.qq.com'
const TCB = 'https://tcb.cloud.tencent.com/dev'

/** Before anything is sold, in this order; `when`: only if a deployment has found it undone. */
const ITEMS = [
  { id: 'filing', what: '小程序备案 and 微信认证', where: ['公众平台 → 设置 → 基本设置', MP] },
  {
    id: 'category',
    what: '服务类目: 商家自营 (or what you sell, with its licences)',
    where: ['公众平台 → 设置 → 基本设置 → 服务类目', MP],
  },
  {
    id: 'binding',
    what: 'bind the AppID to the merchant number, and confirm it',
    where: ['商户平台 → 产品中心 → AppID账号管理', PAY],
  },
  {
    id: 'domain',
    when: true,
    what: 'bind a domain with ICP filing to HTTP access, set its CNAME, change WXPAY_NOTIFY_URL, deploy again',
    where: ['云开发 → HTTP 访问服务', TCB],
  },
  {
    id: 'policies',
    when: true,
    what: 'the environment decides by policies (OPA): let clients that are logged in and not anonymous start storefront, distributor and merchant, and nobody scheduler and paynotify',
    where: ['云开发 → 身份认证 → 权限控制', TCB],
  },
  {
    id: 'shipping',
    when: true,
    what: '发货信息管理: open it',
    where: ['公众平台 → 功能 → 发货信息管理', MP],
  },
  {
    id: 'settlement',
    when: true,
    what: '交易结算管理: confirm it',
    where: ['公众平台 → 功能 → 交易结算管理', MP],
  },
  {
    id: 'order-page',
    when: true,
    what: 'the page of an order could not be told: sign 小程序订单中心, then deploy again',
    where: ['公众平台 → 功能 → 小程序订单中心', MP],
  },
  {
    id: 'message-page',
    when: true,
    what: 'the page of the message on shipping could not be told: deploy again',
    where: ['公众平台 → 功能 → 发货信息管理', MP],
  },
  {
    id: 'messages',
    when: true,
    what: 'templates of messages: choose them by hand and write them into settings/shop (messageTemplates, messageFields)',
    where: ['公众平台 → 功能 → 订阅消息', MP],
  },
  {
    id: 'order-list',
    what: '小程序订单中心 path: ${orders}',
    where: ['公众平台 → 功能 → 小程序订单中心', MP],
  },
  {
    id: 'privacy',
    what: '用户隐私保护指引: 收货地址 (chooseAddress), 姓名, 手机号, 相册仅写入 (saveImageToPhotosAlbum), 剪贴板 (setClipboardData), 昵称',
    where: ['公众平台 → 设置 → 基本设置 → 服务内容声明', MP],
  },
  {
    id: 'interfaces',
    what: 'apply for wx.chooseAddress',
    where: ['公众平台 → 开发 → 开发管理 → 接口设置', MP],
  },
  { id: 'service', what: '客服: at least one account', where: ['公众平台 → 功能 → 客服', MP] },
  { id: 'library', what: '基础库最低版本: 2.20.1', where: ['公众平台 → 设置 → 基本设置', MP] },
  {
    id: 'upload',
    what: 'CLOUDBASE_ENV_ID=… npm run build:weapp, upload in WeChat DevTools, make it the 体验版',
    where: ['公众平台 → 版本管理', MP],
  },
  {
    id: 'shop',
    when: true,
    what: 'the shop: become its owner in the mini-program, follow the steps, open it (开张)',
    where: undefined,
  },
  {
    id: 'release',
    what: 'submit for review (reviewers want to see goods: open the shop before), release',
    where: ['公众平台 → 版本管理', MP],
  },
]

/** Collects what has been found undone. */
export function createLeft({ pagePath }) {
  const found = new Map()
  return {
    add: (id, detail) =>
      void found.set(id, [...(found.get(id) ?? []), ...(detail === undefined ? [] : [detail])]),
    lines: () =>
      ITEMS.filter(({ id, when }) => !when || found.has(id)).flatMap(({ id, what, where }, i) => [
        `${i + 1}. ${what.replace('${orders}', pagePath('sale/orders'))}`,
        ...(found.get(id) ?? []).map((detail) => `   (${detail})`),
        ...(where ? [`   ${where[0]}  ${where[1]}`] : []),
      ]),
  }
}
