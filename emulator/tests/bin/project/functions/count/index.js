/* eslint no-undef: off, @typescript-eslint/no-require-imports: off */
const cloudbase = require('@cloudbase/node-sdk')

exports.main = async (event) => {
  const db = cloudbase.init({ env: cloudbase.SYMBOL_CURRENT_ENV }).database()
  const { total } = await db.collection('visits').count()
  return {
    total,
    event,
    openid: process.env.WX_OPENID,
    greeting: process.env.GREETING,
    payUrl: process.env.PAY_URL,
  }
}
