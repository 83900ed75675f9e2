import { cureOf, whyOf } from '../check/wechat.mjs'

/** Replaced by WeChat with the number that we gave to WeChat Pay, which is the order's id. */
const ORDER_NUMBER = '${商品订单号}'

/**
 * Tells WeChat which pages open an order: from 购物订单, and from its own message on the shipping. WeChat cannot be asked
 * what it was told, so that is kept.
 */
export async function deployPages({ wechat, server, db, left }, report) {
  const page = server.pagePath('sale/order')
  const paths = [
    ['order-page', '购物订单 opens', `${page}?orderId=${ORDER_NUMBER}`, (path) => wechat.setOrderPath(path)],
    // It appends `merchant_trade_no` by itself.
    ['message-page', 'the message on shipping opens', page, (path) => wechat.setMessagePath(path)],
  ]
  for (const [id, what, path, tell] of paths) {
    if ((await db.get('deployed', id))?.value === path) continue
    const told = await tell(path)
    if (told.kind !== 'ok') {
      left.add(id, `${whyOf(told)}. ${cureOf(told)}`)
      continue
    }
    await keep(db, id, path)
    report.changed(`${what} ${path}`)
  }
}

/** Written after it was told: a run that dies in between tells it once more. */
async function keep(db, _id, value) {
  const at = Date.now()
  if ((await db.change('deployed', { _id }, { value, at })) === 0)
    await db.insert('deployed', { _id, value, at })
}
