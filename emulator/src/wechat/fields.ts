import { WechatError } from './errors'

/** A JSON object out of an unknown value; nothing when it is none. */
export const asObject = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined

/** Text of `from[name]`, or the error. */
export function text(from: Record<string, unknown>, name: string, errcode: number): string {
  const value = from[name]
  if (typeof value !== 'string' || value === '') throw new WechatError(errcode, `invalid ${name}`)
  return value
}

/** A number of `from[name]`; nothing when it is absent. @throws WechatError 47001 for anything else, as WeChat does */
export function numberOf(from: Record<string, unknown>, name: string): number | undefined {
  const value = from[name]
  if (value !== undefined && typeof value !== 'number') throw new WechatError(47001, 'data format error')
  return value
}

/** Text of `from[name]`; nothing when it is absent. @throws WechatError 47001 for anything else */
export function textOf(from: Record<string, unknown>, name: string): string | undefined {
  const value = from[name]
  if (value !== undefined && typeof value !== 'string') throw new WechatError(47001, 'data format error')
  return value
}

export const lengthOf = (value: string): number => [...value].length

/** What a subscribe message's fields may hold (订阅消息参数值内容限制说明). */
const TEMPLATE_FIELDS: readonly [kind: string, allowed: RegExp][] = [
  ['thing', /^[^]{1,20}$/u],
  ['number', /^[\d.]{1,32}$/],
  ['letter', /^[A-Za-z]{1,32}$/],
  ['symbol', /^[^\p{L}\p{N}]{1,5}$/u],
  ['character_string', /^[!-~]{1,32}$/],
  ['time', /^(\d{4}(年|-|\/)\d{1,2}(月|-|\/)\d{1,2}日? ?)?\d{1,2}:\d{2}(:\d{2})?$/],
  ['date', /^\d{4}(年|-|\/)\d{1,2}(月|-|\/)\d{1,2}日?( ?\d{1,2}:\d{2}(:\d{2})?)?$/],
  ['amount', /^[¥￥$]?\d{1,10}(\.\d{1,2})?元?$/],
  ['phone_number', /^[\d+\-*() ]{1,17}$/],
  ['car_number', /^[^]{1,8}$/u],
  ['name', /^(\p{Script=Han}{1,10}|[^\p{Script=Han}]{1,20})$/u],
  ['phrase', /^\p{Script=Han}{1,5}$/u],
]

/** Whether a value fits a template's key such as `thing1` or `character_string12`. */
export function fitsTemplate(key: string, value: string): boolean {
  const kind = /^([a-z_]+)\d{1,2}$/.exec(key)?.[1]
  const allowed = TEMPLATE_FIELDS.find(([name]) => name === kind)?.[1]
  return allowed?.test(value) ?? false
}
