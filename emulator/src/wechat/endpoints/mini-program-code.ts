import type { WechatContext } from '../context'
import { WechatError } from '../errors'
import { isPublished } from '../pages'
import { qrPng } from '../qr-png'

/** Visible characters a scene may hold, at most 32; `%` is not among them. */
const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
const DEFAULT_PAGE = 'pages/index/index'

/**
 * `POST /wxa/getwxacodeunlimit`: a PNG. WeChat draws a round code that only its own scanner reads; the local
 * one draws a QR code that any scanner reads, and that opens the shop on the local phone.
 */
export function miniProgramCode(context: WechatContext, body: Record<string, unknown>): Buffer {
  const { scene, page = DEFAULT_PAGE, width = 430, env_version: envVersion = 'release' } = body
  if (typeof scene !== 'string' || !SCENE.test(scene)) throw new WechatError(40169, 'invalid scene')
  if (typeof page !== 'string' || !/^[0-9A-Za-z_\-/]{1,128}$/.test(page) || page.startsWith('/'))
    throw new WechatError(41030, 'invalid page')
  if (body.check_path !== false && !isPublished(context, page)) throw new WechatError(41030, 'invalid page')
  if (typeof width !== 'number' || width < 280 || width > 1280) throw new WechatError(40097, 'invalid width')
  if (envVersion !== 'release' && envVersion !== 'trial' && envVersion !== 'develop')
    throw new WechatError(40097, 'invalid env_version')
  return qrPng(context.codeUrl({ scene, page, envVersion }), width)
}
