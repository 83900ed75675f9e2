import type { TokenStore } from './access-token'
import { createAuthorized } from './authorized'
import { withDefaults, type WechatConfig } from './config'
import { refused } from './errcodes'
import { cardBody, OPENED_BEFORE, openCardBody, type CardInput, type OpenCardInput } from './order-card'
import {
  readCouriers,
  readShippingOrder,
  shippingBody,
  type OrderKey,
  type ShippingInput,
  type ShippingOrder,
} from './shipping'
import { fitTemplateData } from './subscribe-message'
import { createTrade, type Trade } from './trade'
import { ok, unknown, type Result } from '../wechatpay/result'

export interface CodeInput {
  /** 1–32 visible characters, no `%`: a short code, see getUnlimitedQRCode. */
  scene: string
  /** Without a leading slash. */
  page: string
  /** Pixels, 280–1280; default 430. */
  width?: number
  /** Refuse pages that are not published yet; default no, so that a code can be printed before a release. */
  checkPath?: boolean
}

export interface MessageInput {
  openid: string
  templateId: string
  /** Opened by a tap; without a leading slash. */
  page?: string
  /** By the template's keys, such as `thing1`; too long a value is cut. */
  data: Record<string, string>
}

export interface TextInput {
  /** Whose text it is; has used the mini-program within two hours. */
  openid: string
  /** At most 2,500 characters. */
  text: string
  /** Where others read it: 1 in a profile, 2 in a comment. */
  scene: 1 | 2
}

export interface PictureInput {
  /** Whose picture it is; has used the mini-program within two hours. */
  openid: string
  /** Where WeChat fetches it: JPEG, PNG, BMP or GIF, at most 10 MB. */
  address: string
  /** Where others see it: 1 in a profile, 2 in a comment. */
  scene: 1 | 2
}

export type TextVerdict = 'pass' | 'review' | 'risky'
const VERDICTS: readonly unknown[] = ['pass', 'review', 'risky'] satisfies TextVerdict[]

export interface WechatClient extends Trade {
  /** 小程序码: an image. */
  miniProgramCode(input: CodeInput): Promise<Result<Buffer>>
  /** `43101` (rejected) when the user does not want it. */
  sendSubscribeMessage(input: MessageInput): Promise<Result<null>>
  /** Opens the card of a payment; ok also when it is open already. */
  openCard(input: OpenCardInput): Promise<Result<null>>
  /** Says on an open card how far the order is. */
  changeCard(input: CardInput, state: 'partly_shipped' | 'shipped'): Promise<Result<null>>
  /** ok also when the same was uploaded before. */
  uploadShippingInfo(input: ShippingInput): Promise<Result<null>>
  getOrder(order: OrderKey): Promise<Result<ShippingOrder>>
  /** 文本内容安全识别: what WeChat thinks of a text by this user. */
  checkText(input: TextInput): Promise<Result<TextVerdict>>
  /**
   * 多媒体内容安全识别: the number (trace_id) under which the verdict is pushed. Source:
   * https://developers.weixin.qq.com/miniprogram/dev/server/API/sec-center/sec-check/api_mediacheckasync
   */
  checkPicture(input: PictureInput): Promise<Result<string>>
  /** 运力列表: all couriers that the shipping service knows. */
  couriers(): Promise<Result<{ code: string; name: string }[]>>
}

const SCENE = /^[0-9A-Za-z!#$&'()*+,/:;=?@\-._~]{1,32}$/
/** Of the media that WeChat checks; 1 is a sound. */
const PICTURE = 2
const USER_NOTIFY = '/wxa/set_user_notify'
const SHIPPING_UNCHANGED = '10060023'

/** WeChat's server APIs. Answers are trusted by TLS only: they are not signed. */
export function createWechatClient(
  settings: WechatConfig,
  deps: { now: () => number; tokenStore: TokenStore },
): WechatClient {
  const config = withDefaults(settings)
  const authorized = createAuthorized(config, deps)

  return {
    ...createTrade(authorized, config.appid),

    async miniProgramCode({ scene, page, width, checkPath = false }) {
      if (!SCENE.test(scene)) return refused(40169, 'scene: 1-32 visible characters')
      if (page === '' || page.startsWith('/')) return refused(41030, 'page: without a leading slash')
      const answer = await authorized('/wxa/getwxacodeunlimit', {
        scene,
        page,
        check_path: checkPath,
        env_version: config.envVersion,
        ...(width !== undefined && { width }),
      })
      if (answer.kind !== 'ok') return answer
      return answer.value.bytes ? ok(answer.value.bytes) : unknown('malformed', 'no image')
    },

    async sendSubscribeMessage({ openid, templateId, page, data }) {
      const states = { release: 'formal', trial: 'trial', develop: 'developer' }
      const answer = await authorized('/cgi-bin/message/subscribe/send', {
        touser: openid,
        template_id: templateId,
        ...(page && { page }),
        miniprogram_state: states[config.envVersion],
        lang: 'zh_CN',
        data: fitTemplateData(data),
      })
      return answer.kind === 'ok' ? ok(null) : answer
    },

    async openCard(input) {
      const answer = await authorized(USER_NOTIFY, openCardBody(input))
      if (answer.kind === 'rejected' && OPENED_BEFORE.has(answer.code)) return ok(null)
      return answer.kind === 'ok' ? ok(null) : answer
    },

    async changeCard(input, state) {
      const answer = await authorized(USER_NOTIFY, cardBody(input, state))
      return answer.kind === 'ok' ? ok(null) : answer
    },

    async uploadShippingInfo(input) {
      const answer = await authorized('/wxa/sec/order/upload_shipping_info', shippingBody(input, deps.now()))
      if (answer.kind === 'rejected' && answer.code === SHIPPING_UNCHANGED) return ok(null)
      return answer.kind === 'ok' ? ok(null) : answer
    },

    async getOrder(order) {
      const answer = await authorized(
        '/wxa/sec/order/get_order',
        'transactionId' in order
          ? { transaction_id: order.transactionId }
          : { merchant_id: order.mchid, merchant_trade_no: order.orderId },
      )
      if (answer.kind !== 'ok') return answer
      const read = readShippingOrder(answer.value.json)
      return read ? ok(read) : unknown('malformed', 'no order')
    },

    async checkText({ openid, text, scene }) {
      const answer = await authorized('/wxa/msg_sec_check', { content: text, version: 2, scene, openid })
      if (answer.kind !== 'ok') return answer
      const { result } = answer.value.json as { result?: { suggest?: unknown } }
      const suggest = result?.suggest
      return VERDICTS.includes(suggest) ? ok(suggest as TextVerdict) : unknown('malformed', 'no verdict')
    },

    async checkPicture({ openid, address, scene }) {
      const asked = { media_url: address, media_type: PICTURE, version: 2, scene, openid }
      const answer = await authorized('/wxa/media_check_async', asked)
      if (answer.kind !== 'ok') return answer
      const { trace_id: trace } = answer.value.json as { trace_id?: unknown }
      return typeof trace === 'string' && trace !== '' ? ok(trace) : unknown('malformed', 'no trace_id')
    },

    async couriers() {
      const answer = await authorized('/cgi-bin/express/delivery/open_msg/get_delivery_list', {})
      if (answer.kind !== 'ok') return answer
      const read = readCouriers(answer.value.json)
      return read ? ok(read) : unknown('malformed', 'no list')
    },
  }
}
