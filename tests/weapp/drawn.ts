import fs from 'node:fs'
import path from 'node:path'

/** Fields and pictures of a built package, as WeChat draws them out of Taro's tree. */

type Json = Record<string, unknown>

export interface InputField {
  /** The element's id, for events. */
  readonly sid: string
  readonly type: string
  readonly value: string
}

/** How WeChat fills a field; each way tells the package something else. */
export interface Filling {
  /** Which of several fields with this placeholder, from 0 on. */
  readonly at?: number
  /**
   * The name was picked above the keyboard of `type="nickname"`: nothing is typed, and the field tells it when it is
   * left.
   */
  readonly picked?: true
  /** WeChat looks at what `type="nickname"` holds when it is left, and takes out what it refuses. */
  readonly refused?: true
}

/** What a build draws elements by: the attributes of each kind, as Taro numbers them, by the kind's own number. */
type Kinds = ReadonlyMap<unknown, { tag: string; attributes: ReadonlyMap<string, string> }>

function kindsOf(root: string): Kinds {
  const templates = fs.readFileSync(path.join(root, 'base.wxml'), 'utf8')
  const all = /<template name="tmpl_0_([a-z0-9]+)(?:_focus|_blur)?"[^>]*><(input|textarea|image) ([^>]*)>/g
  return new Map(
    [...templates.matchAll(all)].map(([, kind, tag = '', written = '']) => [
      kind,
      {
        tag,
        attributes: new Map(
          [...written.matchAll(/([\w-]+)="{{(?:xs\.b\()?i\.(\w+)/g)].map(([, name = '', key = '']) => [
            name,
            key,
          ]),
        ),
      },
    ]),
  )
}

export interface DrawnReader {
  /** The field with this placeholder, the `at`th of several. */
  inputOf: (data: unknown, placeholder: string, at?: number) => InputField | undefined
  /** Where the pictures come from, in order. */
  picturesOf: (data: unknown) => string[]
}

/** @throws when the build's inputs lack what the mini-program needs of them */
export function drawnReader(root: string): DrawnReader {
  const kinds = kindsOf(root)
  const tags = [...kinds.values()].map(({ tag }) => tag)
  for (const tag of ['input', 'textarea', 'image'])
    if (!tags.includes(tag)) throw new Error(`the build draws no ${tag}`)
  if (!/<input [^>]* bindnicknamereview="eh"/.test(fs.readFileSync(path.join(root, 'base.wxml'), 'utf8')))
    throw new Error('no input hears what WeChat thinks of it')
  const read = (node: Json, attribute: string) => {
    const key = kinds.get(node['nn'])?.attributes.get(attribute)
    return key === undefined ? undefined : node[key]
  }
  const tagOf = (node: Json) => kinds.get(node['nn'])?.tag
  return {
    inputOf: (data, placeholder, at = 0) => {
      const isField = (node: Json) =>
        /^(input|textarea)$/.test(tagOf(node) ?? '') && read(node, 'placeholder') === placeholder
      const found = findAll(data, isField)[at]
      return (
        found && {
          sid: String(found['sid']),
          type: String(read(found, 'type') ?? 'text'),
          value: String(read(found, 'value') ?? ''),
        }
      )
    },
    picturesOf: (data) =>
      findAll(data, (node) => tagOf(node) === 'image').map((node) => String(read(node, 'src'))),
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

function findAll(node: unknown, is: (node: Json) => boolean): Json[] {
  if (node === null || typeof node !== 'object') return []
  const here = !Array.isArray(node) && is(node as Json) ? [node as Json] : []
  return [...here, ...Object.values(node as Json).flatMap((child) => findAll(child, is))]
}
