const CURES = {
  40013: 'WECHAT_APPID is no AppID.',
  40125: 'WECHAT_APPSECRET is not the one of this AppID: mp.weixin.qq.com → 开发 → 开发管理 → 开发设置.',
  40164:
    'The mini-program’s IP list does not have this machine. Functions have no fixed address: take the list away (mp.weixin.qq.com → 开发管理 → 开发设置 → IP白名单).',
}
const OPEN_SHIPPING = 'Open 发货信息管理 first: mp.weixin.qq.com → 功能 → 发货信息管理.'

/** In a line what WeChat refused, or why it did not answer. */
export const whyOf = (result) =>
  result.kind === 'rejected' ? `${result.code} ${result.message}` : `${result.cause}: ${result.detail}`
export const cureOf = (result) =>
  (result.kind === 'rejected' && CURES[result.code]) ||
  'https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/'

/** The mini-program's secret, and what has to be opened there before a parcel can be told. */
export async function checkWechat({ wechat, left }, { fine, look, wrong }) {
  const managed = await wechat.isTradeManaged()
  if (managed.kind !== 'ok') return void wrong(`WeChat does not answer: ${whyOf(managed)}`, cureOf(managed))
  fine('WeChat: takes AppID and secret')
  if (!managed.value) {
    left.add('shipping')
    look('发货信息管理 is not open: payments of goods stay frozen', OPEN_SHIPPING)
  }
  const confirmed = await wechat.isTradeConfirmed()
  if (confirmed.kind === 'ok' && !confirmed.value) {
    left.add('settlement')
    look(
      '交易结算管理 is not confirmed: orders cannot be paid without a sign of it',
      'Confirm it: mp.weixin.qq.com → 功能 → 交易结算管理.',
    )
  }
}
