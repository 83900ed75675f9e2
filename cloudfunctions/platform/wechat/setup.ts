import * as z from 'zod'
import type { TokenStore } from './access-token'
import { createAuthorized } from './authorized'
import { withDefaults, type WechatConfig } from './config'
import { ask as askOf, createTrade, SHIPPING, type Trade } from './trade'
import { ok, type Result } from '../wechatpay/result'

/** What a deployment tells WeChat of the mini-program, and asks of it. No function uses it. */
export interface WechatSetup extends Trade {
  /** The page that 购物订单 opens; holds `${商品订单号}`, which WeChat replaces by the order's number. */
  setOrderPath(path: string): Promise<Result<null>>
  /** The page that WeChat's message on shipping opens; it appends `merchant_trade_no`, the order's number. */
  setMessagePath(path: string): Promise<Result<null>>
  /** The mini-program's own templates of subscription messages. */
  templates(): Promise<Result<OwnTemplate[]>>
  /** The templates of WeChat's library for what the mini-program trades in. */
  library(): Promise<Result<LibraryTemplate[]>>
  /** What a template of the library may tell. */
  keywords(tid: string): Promise<Result<Keyword[]>>
  /**
   * Makes 购物（实体物流）服务动态 the mini-program's own, without which nobody sees the cards of orders; `ok` also when it
   * is. Refused where the category has none (it takes 商家自营 or 电商平台).
   */
  addOrderCard(): Promise<Result<null>>
  /** Makes one of the library the mini-program's own; `kids` 2 to 5, `scene` at most 15 characters. */
  addTemplate(tid: string, kids: readonly number[], scene: string): Promise<Result<string>>
}

export interface OwnTemplate {
  readonly templateId: string
  readonly title: string
  /** The key of each field, such as `thing1`, by the name that its reader sees. */
  readonly keys: Readonly<Record<string, string>>
}
export interface LibraryTemplate {
  readonly tid: string
  readonly title: string
}
export interface Keyword {
  readonly kid: number
  readonly name: string
  /** What it takes: `thing`, `amount`, … */
  readonly rule: string
}

const TEMPLATES = '/wxaapi/newtmpl'
/** Its number: https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/subscribe-message-2.html */
const ORDER_CARD = '10000001'
/** The mini-program has this template already. */
const EXISTS = '200022'
/** The most titles of one answer. */
const TITLES = 30
/** WeChat's library has some hundred for a category; a loop that does not end has another cause. */
const MOST_TITLES = 3_000

const named = z.union([z.string(), z.number()]).transform(String)
const ANSWERS = {
  own: z.object({
    data: z.array(z.object({ priTmplId: z.string(), title: z.string(), content: z.string() })),
  }),
  categories: z.object({ data: z.array(z.object({ id: named })) }),
  titles: z.object({
    count: z.number(),
    data: z.array(z.object({ tid: named, title: z.string(), type: z.number() })),
  }),
  keywords: z.object({
    data: z.array(z.object({ kid: z.number(), name: z.string(), rule: z.string() })),
  }),
  added: z.object({ priTmplId: z.string() }),
}

/** A message that is asked for each time (一次性订阅); 3 is for those that few trades may send (长期订阅). */
const ONE_TIME = 2

export function createWechatSetup(
  settings: WechatConfig,
  deps: { now: () => number; tokenStore: TokenStore },
): WechatSetup {
  const config = withDefaults(settings)
  const authorized = createAuthorized(config, deps)

  const ask = <T>(schema: z.ZodType<T>, path: string, body?: Record<string, unknown>): Promise<Result<T>> =>
    askOf(authorized, schema, path, body)
  const tell = async (path: string, body: Record<string, unknown>): Promise<Result<null>> => {
    const answer = await authorized(path, body)
    return answer.kind === 'ok' ? ok(null) : answer
  }

  return {
    ...createTrade(authorized, config.appid),
    setOrderPath: (path) => tell(`${SHIPPING}/update_order_detail_path`, { path }),
    setMessagePath: (path) => tell(`${SHIPPING}/set_msg_jump_path`, { path }),
    templates: async () =>
      map(await ask(ANSWERS.own, `${TEMPLATES}/gettemplate`), ({ data }) =>
        data.map(({ priTmplId, title, content }) => ({
          templateId: priTmplId,
          title,
          keys: keysOf(content),
        })),
      ),
    async library() {
      const categories = await ask(ANSWERS.categories, `${TEMPLATES}/getcategory`)
      if (categories.kind !== 'ok') return categories
      const ids = categories.value.data.map(({ id }) => id).join(',')
      const all: LibraryTemplate[] = []
      for (let start = 0; start < MOST_TITLES; start += TITLES) {
        const query = new URLSearchParams({ ids, start: String(start), limit: String(TITLES) })
        const page = await ask(ANSWERS.titles, `${TEMPLATES}/getpubtemplatetitles?${query.toString()}`)
        if (page.kind !== 'ok') return page
        all.push(...page.value.data.filter(({ type }) => type === ONE_TIME))
        if (page.value.data.length < TITLES) break
      }
      return ok(all)
    },
    keywords: async (tid) =>
      map(
        await ask(ANSWERS.keywords, `${TEMPLATES}/getpubtemplatekeywords?tid=${encodeURIComponent(tid)}`),
        ({ data }) => data,
      ),
    async addOrderCard() {
      const added = await tell(`${TEMPLATES}/addtemplate`, { tid: ORDER_CARD, kidList: [] })
      return added.kind === 'rejected' && added.code === EXISTS ? ok(null) : added
    },
    addTemplate: async (tid, kids, scene) =>
      map(
        await ask(ANSWERS.added, `${TEMPLATES}/addtemplate`, { tid, kidList: kids, sceneDesc: scene }),
        ({ priTmplId }) => priTmplId,
      ),
  }
}

function map<From, To>(result: Result<From>, to: (value: From) => To): Result<To> {
  return result.kind === 'ok' ? ok(to(result.value)) : result
}

/** Lines such as `商品名称:{{thing1.DATA}}`, of which the colon may be a wide one. */
function keysOf(content: string): Record<string, string> {
  return Object.fromEntries(
    [...content.matchAll(/^\s*(.+?)\s*[:：]?\s*\{\{(\w+)\.DATA\}\}/gm)].map(([, name = '', key = '']) => [
      name,
      key,
    ]),
  )
}
