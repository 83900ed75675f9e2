import type { TextLimit } from '../limits'

/** What the owner confirms one after the other before the shop opens, in this order; the first product follows. */
export const SETTINGS_GROUPS = ['shop', 'contact', 'freight', 'afterSale', 'commission', 'legal'] as const
export type SettingsGroup = (typeof SETTINGS_GROUPS)[number]

/** How many orders one buyer may leave unpaid at a time, whatever the shop allows. */
export const UNPAID_ORDERS_MOST = 20

/** Beside the shop's logo; longer ones are cut by WeChat's title bar. */
export const SHOP_NAME: TextLimit = { least: 2, most: 16 }
export const SLOGAN: TextLimit = { least: 0, most: 16 }
export const SEARCH_HINT: TextLimit = { least: 0, most: 16 }

/** What the shop promises beside the price (7 天无理由): a few, each a glance. */
export const PROMISES_MOST = 4
export const PROMISE: TextLimit = { least: 1, most: 10 }

/** A telephone number as a buyer dials it: figures, blanks, dashes, a plus in front. */
export const SERVICE_PHONE = /^\+?\d(?:[ -]?\d){6,14}$/
export const SERVICE_PHONE_MOST = 20

/** Days after receipt in which goods can be returned; the law gives seven for most (消费者权益保护法 art. 25). */
export const AFTER_SALE_DAYS = { least: 0, most: 90 } as const
/** Days after shipping before an order counts as received. */
export const AUTO_RECEIVE_DAYS = { least: 3, most: 60 } as const
/** Minutes in which an order must be paid; WeChat Pay keeps a payment open for two hours at most. */
export const UNPAID_MINUTES = { least: 5, most: 120 } as const

/** Of an agreement: the whole of it is read with the shop's settings. */
export const LEGAL_TITLE: TextLimit = { least: 2, most: 20 }
export const LEGAL_PARAGRAPH: TextLimit = { least: 1, most: 600 }
export const LEGAL_PARAGRAPHS_MOST = 40
/** Characters of all paragraphs of one text together. */
export const LEGAL_MOST = 6_000
