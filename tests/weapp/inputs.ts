import fs from 'node:fs'
import path from 'node:path'

/** Input fields of a built package, as WeChat draws them out of Taro's tree. */

type Json = Record<string, unknown>

export interface InputField {
  /** The element's id, for events. */
  readonly sid: string
  readonly type: string
  readonly value: string
}

/** How WeChat fills a field; each way tells the package something else. */
export interface Filling {
  /**
   * The name was picked above the keyboard of `type="nickname"`: nothing is typed, and the field tells it when it is
   * left.
   */
  readonly picked?: true
  /** WeChat looks at what `type="nickname"` holds when it is left, and takes out what it refuses. */
  readonly refused?: true
}

/** How this build calls an input's attributes in the tree: Taro numbers them. */
export function inputReader(root: string): (data: unknown, placeholder: string) => InputField | undefined {
  const template = /<input [^>]*>/.exec(fs.readFileSync(path.join(root, 'base.wxml'), 'utf8'))?.[0] ?? ''
  const nameOf = (attribute: string) => {
    const name = new RegExp(` ${attribute}="{{(?:xs\\.b\\()?i\\.(\\w+)`).exec(template)?.[1]
    if (!name) throw new Error(`the build’s inputs have no ${attribute}`)
    return name
  }
  const [value, type, placeholder] = ['value', 'type', 'placeholder'].map(nameOf) as [string, string, string]
  if (!template.includes(' bindnicknamereview="eh"'))
    throw new Error('no input hears what WeChat thinks of it')
  return (data, words) => {
    const found = find(data, (node) => node[placeholder] === words && typeof node['sid'] === 'string')
    return (
      found && {
        sid: String(found['sid']),
        type: String(found[type] ?? 'text'),
        value: String(found[value] ?? ''),
      }
    )
  }
}

/**
 * What a field tells when it is filled, in WeChat's order:
 * https://developers.weixin.qq.com/miniprogram/dev/framework/open-ability/userProfile.html
 * @throws when only a nickname’s field can be filled like this
 */
export function eventsOf(
  { type }: InputField,
  text: string,
  { picked, refused }: Filling,
): { type: string; detail: object }[] {
  const isNickname = type === 'nickname'
  if ((picked || refused) && !isNickname)
    throw new Error(`WeChat has no nickname for an input of type ${type}`)
  return [
    ...(picked ? [] : [{ type: 'input', detail: { value: text, cursor: text.length } }]),
    { type: 'blur', detail: { value: text } },
    ...(isNickname ? [{ type: 'nicknamereview', detail: { pass: !refused, timeout: false } }] : []),
  ]
}

function find(node: unknown, is: (node: Json) => boolean): Json | undefined {
  if (node === null || typeof node !== 'object') return undefined
  if (!Array.isArray(node) && is(node as Json)) return node as Json
  for (const child of Object.values(node as Json)) {
    const found = find(child, is)
    if (found) return found
  }
  return undefined
}
