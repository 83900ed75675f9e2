/** Why something fails, in words that the merchant can act on. */

const CAUSES: readonly (readonly [pattern: RegExp, words: string])[] = [
  [/\bNOT_ENOUGH\b/, '微信支付商户号余额不足：请先充值，再重试'],
  [/\bNO_AUTH\b/, '微信支付商户号没有这项权限：请到商户平台开通，再重试'],
  [/\bRULE_LIMIT\b/, '触发了微信支付的限制：请到商户平台查看原因'],
  [/\bACCOUNT_ERROR\b/, '微信支付商户号的账户异常：请到商户平台处理'],
  [/\b(SIGN_ERROR|APPID_MCHID_NOT_MATCH|MCH_NOT_EXISTS)\b/, '微信支付的密钥或商户号配置不对：请联系技术人员'],
  [/\b(FREQUENCY_LIMITED|RATELIMIT_EXCEEDED|45009|45011)\b/, '调用太频繁，被微信限制：稍后会自动重试'],
  [
    /\b(40001|40013|40014|40125|40164|41001|42001|48001)\b/,
    '小程序的密钥、权限或 IP 白名单不对：请联系技术人员',
  ],
  [/\b10060001\b/, '微信还没有收到这笔支付：稍后会自动重试'],
  [/^refund is (mismatch|unknown)$/, '微信支付的退款和商城的记录对不上：请先在对账里核对'],
  [/^unverified\b|: unverified\b/, '微信支付的回复验签不通过：请联系技术人员更新平台公钥'],
  [
    /\b(timeout|network|server_error|malformed|SYSTEM_ERROR|BANK_ERROR|BIZERR_NEED_RETRY)\b/,
    '微信没有正常回复：多半是对方或网络的问题，可以重试',
  ],
  [
    /TIMEDOUT|TIMEOUT|ECONN|EAI_AGAIN|ENOTFOUND|DATABASE|TRANSACTION|^BUSY$/i,
    '数据库或网络暂时不稳定：可以重试，一直不行请联系技术人员',
  ],
  [/^no such effect$/, '这一步在当前版本里没有了：请联系技术人员'],
]

/** The sentence for a cause as the machine notes it: an error's code or message. */
export const causeWords = (cause: string): string =>
  CAUSES.find(([pattern]) => pattern.test(cause))?.[1] ?? '出了没见过的问题：请联系技术人员'

const FIELD_WORDS: Readonly<Record<string, string>> = {
  shop: '整份设置',
  name: '店名',
  slogan: '口号',
  logo: '店标',
  legal: '用户协议和隐私政策',
  settingsVersion: '设置版本',
  preparing: '开张前的标记',
  confirmed: '开店进度',
  servicePhone: '客服电话',
  searchHint: '搜索提示',
  openedAt: '开店日期',
  messageTemplates: '消息模板',
  messageFields: '消息模板的字段',
  messageCard: '订单动态',
  unpaidOrders: '未付款订单数上限',
  heldPieces: '未付款件数上限',
  promises: '承诺',
  banners: '横幅',
  categories: '分类',
  sections: '首页栏目',
  freightFen: '运费',
  freeFreightFromFen: '包邮金额',
  afterSaleDays: '售后天数',
  autoReceiveDays: '自动收货天数',
  unpaidMinutes: '付款时限',
  agreement: '推广协议',
  policyVersion: '规则版本',
  policyChangedAt: '规则日期',
  policyChangedBy: '改规则的人',
  commission: '佣金规则',
  binding: '客户归属规则',
}

/** The settings that these places (`commission.rates.1`) belong to, in words. */
export function placeWords(places: readonly string[]): string {
  const fields = new Set(places.map((place) => place.split('.')[0] ?? place))
  return [...fields].map((field) => FIELD_WORDS[field] ?? field).join('、')
}
