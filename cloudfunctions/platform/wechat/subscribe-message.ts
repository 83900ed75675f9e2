import { cutToCodePoints } from '@shared/text/graphemes'
import { THING_CODE_POINTS } from '../wechat-limits'

/** How many characters a field of a subscribe message takes, by its kind (订阅消息参数值内容限制说明). */
const LIMITS: Record<string, number> = {
  thing: THING_CODE_POINTS,
  name: 10,
  phrase: 5,
  character_string: 32,
  number: 32,
  letter: 32,
  phone_number: 17,
  car_number: 8,
}

/** Values as WeChat takes them: too long a text is cut, with `…` where the field allows it. */
export function fitTemplateData(data: Record<string, string>): Record<string, { value: string }> {
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, { value: fit(key, value) }]))
}

function fit(key: string, value: string): string {
  const kind = key.replace(/\d+$/, '')
  const limit = Object.hasOwn(LIMITS, kind) ? LIMITS[kind] : undefined
  if (limit === undefined || [...value].length <= limit) return value
  return kind === 'thing' ? `${cutToCodePoints(value, limit - 1)}…` : cutToCodePoints(value, limit)
}
