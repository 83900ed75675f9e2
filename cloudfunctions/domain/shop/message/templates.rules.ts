import type { Keyword, LibraryTemplate, OwnTemplate } from '../../../platform/wechat/setup'

/**
 * Which templates of WeChat's library tell what the shop has to tell: found by title and by the names of their fields,
 * because numbers and keys differ from one mini-program to the next. What is found is written into the settings.
 */

export type MessagePurpose = 'paid' | 'shipped'
export type MessageSlot = 'order' | 'goods' | 'amount' | 'courier' | 'waybill'

interface Wanted {
  /** Whoever subscribes reads it; at most 15 characters. */
  readonly scene: string
  /** As WeChat's library names such messages, the best first. */
  readonly titles: readonly string[]
  /** The fields in their order, each by the names that the library has for it. */
  readonly slots: readonly (readonly [
    slot: MessageSlot,
    names: readonly string[],
    rules: readonly string[],
  ])[]
}

const GOODS = ['商品名称', '商品信息', '商品', '商品详情', '物品名称', '订单内容'] as const
const WORDS = ['thing', 'name'] as const
const CODE = ['character_string', 'letter', 'number'] as const

export const MESSAGES: Readonly<Record<MessagePurpose, Wanted>> = {
  paid: {
    scene: '付款成功后告诉买家',
    titles: ['订单支付成功通知', '支付成功通知', '付款成功通知', '订单支付通知'],
    slots: [
      ['order', ['订单编号', '订单号', '订单号码', '单号'], CODE],
      ['goods', GOODS, WORDS],
      ['amount', ['支付金额', '付款金额', '订单金额', '实付金额', '金额'], ['amount']],
    ],
  },
  shipped: {
    scene: '发货后告诉买家',
    titles: ['订单发货通知', '发货通知', '商品发货通知', '订单发货提醒'],
    slots: [
      ['goods', GOODS, WORDS],
      ['courier', ['快递公司', '物流公司', '承运公司', '快递名称'], ['thing', 'name', 'phrase']],
      ['waybill', ['快递单号', '物流单号', '运单号', '运单编号'], CODE],
    ],
  },
}

export const PURPOSES = Object.keys(MESSAGES) as MessagePurpose[]

export type MessageFields = Partial<Record<MessageSlot, string>>

/** One of the mini-program's own templates that tells all that this message has to tell, with its keys. */
export function ownTemplateFor(
  purpose: MessagePurpose,
  own: readonly OwnTemplate[],
): { templateId: string; fields: MessageFields } | undefined {
  const { titles, slots } = MESSAGES[purpose]
  const ofTitle = titles.flatMap((title) => own.filter((one) => one.title === title))
  for (const { templateId, keys } of ofTitle) {
    const found = slots.map(([slot, names, rules]) => {
      const name = names.find((one) => rules.includes((keys[one] ?? '').replace(/\d+$/, '')))
      return [slot, name === undefined ? undefined : keys[name]] as const
    })
    // A field that nothing is put into is refused by WeChat.
    const isWhole = found.every(([, key]) => key !== undefined)
    if (isWhole && Object.keys(keys).length === slots.length)
      return { templateId, fields: Object.fromEntries(found) }
  }
  return undefined
}

/** The templates of the library for this message, the best first. */
export function libraryFor(purpose: MessagePurpose, library: readonly LibraryTemplate[]): LibraryTemplate[] {
  return MESSAGES[purpose].titles.flatMap((title) => library.filter((one) => one.title === title))
}

/** The fields to choose of a template of the library; nothing when it lacks one that has to be told. */
export function kidsFor(purpose: MessagePurpose, keywords: readonly Keyword[]): number[] | undefined {
  const kids = MESSAGES[purpose].slots.map(([, names, rules]) =>
    names
      .map((name) => keywords.find((one) => one.name === name && rules.includes(one.rule)))
      .find((one) => one !== undefined),
  )
  return kids.every((one) => one !== undefined) ? kids.map(({ kid }) => kid) : undefined
}
