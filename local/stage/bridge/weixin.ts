import { postJson } from '../shared'
import { openCashier } from './cashier'
import { toast } from './toast'

/** Answers `WeixinJSBridge.invoke` for what the mall uses. Never rejects. */
export async function invoke(who: string, name: string, params: object): Promise<{ err_msg: string }> {
  try {
    if (name === 'getBrandWCPayRequest') {
      return { err_msg: `get_brand_wcpay_request:${await openCashier(who, params)}` }
    }
    if (name === 'sendAppMessage') return await forward(who, params as ShareParams)
    return { err_msg: `${name}:fail not supported` }
  } catch (error) {
    toast(error instanceof Error ? error.message : '没有成功，请再试一次')
    return { err_msg: `${name}:fail` }
  }
}

interface ShareParams {
  title?: string
  desc?: string
  link?: string
  img_url?: string
}

/** Drops a card into the group chat of the stage. */
async function forward(who: string, { title, desc, link = '', img_url }: ShareParams) {
  const path = link.split('#/')[1] ?? ''
  await postJson('/local/chat', { from: who, card: { title, desc, path, picture: ownAddress(img_url) } })
  toast('已转发到微信群')
  return { err_msg: 'send_app_msg:ok' }
}

/** An address of this server without its host, so that it stays right on another port. */
function ownAddress(address = ''): string {
  return address.startsWith(location.origin) ? address.slice(location.origin.length) : address
}
