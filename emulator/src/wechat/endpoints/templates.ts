import { randomBytes } from '../../random'
import type { WechatContext } from '../context'
import { WechatError } from '../errors'
import { LIBRARY, type PublicTemplate } from '../library'
import { keep, settingOf } from './order-centre'

/** Most templates that a mini-program may have of its own. */
const OWN_TEMPLATES = 25
/** Most titles of one answer. */
const TITLES = 30

/** 购物（实体物流）服务动态. */
const ORDER_CARD = 10_000_001

interface Row {
  id: string
  tid: string
  kids: string
}

/** A template of the mini-program's own; its keys stand in `content` only, as WeChat has them. */
export interface OwnTemplate {
  priTmplId: string
  title: string
  content: string
  example: string
  type: 2
}

const number = (value: string | null): number => (value !== null && /^\d+$/.test(value) ? Number(value) : NaN)

/** `GET /wxaapi/newtmpl/getcategory`: what the mini-program trades in. */
export const getCategory = (): object => ({ data: [{ id: 616, name: '线上商城' }] })

/** `GET /wxaapi/newtmpl/getpubtemplatetitles`: a page of the titles of some categories. */
export function getTitles(_context: WechatContext, query: URLSearchParams): object {
  const ids = query.get('ids') ?? ''
  if (!/^\d+(,\d+)*$/.test(ids)) throw new WechatError(200018, 'category ids are invalid')
  const [start, limit] = [number(query.get('start')), number(query.get('limit'))]
  if (Number.isNaN(start)) throw new WechatError(200016, 'start is invalid')
  if (!(limit >= 1 && limit <= TITLES)) throw new WechatError(200017, 'limit is invalid')
  const wanted = ids.split(',')
  const found = LIBRARY.filter(({ categoryId }) => wanted.includes(String(categoryId)))
  return {
    count: found.length,
    data: found
      .slice(start, start + limit)
      .map(({ tid, title, categoryId }) => ({ tid, title, type: 2, categoryId: String(categoryId) })),
  }
}

/** `GET /wxaapi/newtmpl/getpubtemplatekeywords`: what a template of the library may tell. */
export function getKeywords(_context: WechatContext, query: URLSearchParams): object {
  const { keywords } = ofLibrary(query.get('tid'))
  return {
    count: keywords.length,
    data: keywords.map(({ kid, name, rule }) => ({ kid, name, example: name, rule })),
  }
}

/** `POST /wxaapi/newtmpl/addtemplate`: makes one of the library the mini-program's own. */
export function addTemplate(context: WechatContext, body: Record<string, unknown>): { priTmplId: string } {
  const { tid, kidList, sceneDesc = '' } = body
  if (Number(tid) === ORDER_CARD) return addOrderCard(context, kidList)
  const { keywords } = ofLibrary(tid)
  const kids: unknown[] = Array.isArray(kidList) ? kidList : []
  const known = kids.every((kid) => keywords.some((one) => one.kid === kid))
  if (kids.length < 2 || kids.length > 5 || !known) throw new WechatError(200020, 'kidList is invalid')
  if (typeof sceneDesc !== 'string' || [...sceneDesc].length > 15)
    throw new WechatError(200021, 'sceneDesc is invalid')
  const rows = context.store.all<Row>('SELECT * FROM template')
  const same = JSON.stringify(kids)
  if (rows.some((row) => row.tid === tid && row.kids === same))
    throw new WechatError(200022, 'the template exists')
  if (rows.length >= OWN_TEMPLATES) throw new WechatError(200012, 'too many private templates')
  const id = `local-${randomBytes(24).toString('base64url')}`
  context.store.run('INSERT INTO template (id, tid, kids) VALUES (?, ?, ?)', id, String(tid), same)
  return { priTmplId: id }
}

/** The template of the card of goods that a courier brings has no fields to choose, and is asked for by nobody. */
function addOrderCard(context: WechatContext, kidList: unknown): { priTmplId: string } {
  if (settingOf(context, 'card_category') === 'no') throw new WechatError(200014, 'template tid is invalid')
  if (!Array.isArray(kidList) || kidList.length > 0) throw new WechatError(200020, 'kidList is invalid')
  if (settingOf(context, 'card_template') === 'yes') throw new WechatError(200022, 'the template exists')
  keep(context, 'card_template', 'yes')
  return { priTmplId: `local-${randomBytes(24).toString('base64url')}` }
}

/** `GET /wxaapi/newtmpl/gettemplate`: the mini-program's own ones. */
export const getTemplates = (context: WechatContext): { data: OwnTemplate[] } => ({
  data: context.store.all<Row>('SELECT * FROM template ORDER BY rowid').map(toOwn),
})

function toOwn({ id, tid, kids }: Row): OwnTemplate {
  const { title, keywords } = ofLibrary(tid)
  const lines = (JSON.parse(kids) as number[]).map((kid) => keywords.find((one) => one.kid === kid)!)
  return {
    priTmplId: id,
    title,
    content: lines.map(({ name, rule, kid }) => `${name}:{{${rule}${kid}.DATA}}\n`).join(''),
    example: lines.map(({ name }) => `${name}:${name}\n`).join(''),
    type: 2,
  }
}

/** The keys of one of the mini-program's own templates; nothing when WeChat does not know it. */
export function keysOf(context: WechatContext, templateId: string): string[] | undefined {
  const own = getTemplates(context).data.find(({ priTmplId }) => priTmplId === templateId)
  return own && [...own.content.matchAll(/\{\{(\w+)\.DATA\}\}/g)].map(([, key]) => key!)
}

function ofLibrary(tid: unknown): PublicTemplate {
  const found = LIBRARY.find((one) => one.tid === Number(tid))
  if (!found) throw new WechatError(200014, 'template tid is invalid')
  return found
}
