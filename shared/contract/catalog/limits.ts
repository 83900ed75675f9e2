import { cutGraphemes } from '../../text/graphemes'
import { cleanLine } from '../../text/line'
import type { TextLimit } from '../limits'

export const PRODUCT_NAME: TextLimit = { least: 2, most: 60 }
export const SELLING_POINT: TextLimit = { least: 0, most: 60 }
export const PRODUCT_TAG: TextLimit = { least: 0, most: 6 }
export const KEYWORD: TextLimit = { least: 1, most: 40 }

/** What one product may have at most. */
export const SKUS_MOST = 200
export const PICTURES = { least: 1, most: 9 } as const
/** 商品详情: paragraphs, each on a line of its own. */
export const DESCRIPTION: TextLimit = { least: 0, most: 5_000 }

/** A category of the shop, as it stands below its icon. */
export const CATEGORY_NAME: TextLimit = { least: 1, most: 6 }
export const CATEGORIES_MOST = 30
/** The category that holds everything; no product names it as its own, and no other is called like it. */
export const EVERYTHING = { categoryId: 'all', name: '全部' } as const

/** The most pieces that a new product begins with. */
export const OPENING_MOST = 999_999

/** The least that a SKU may cost, in fen. */
export const PRICE_LEAST = 1

/**
 * Whether a struck-through price (划线价) may stand beside a price; 0 is none. What is struck through was more: the
 * same amount twice would be a reduction of nothing.
 */
export function isListPrice(listPriceFen: number, priceFen: number): boolean {
  return listPriceFen === 0 || listPriceFen > priceFen
}

/**
 * What was typed into a search box as a call takes it: the start of a pasted book, and nothing when there is nothing.
 */
export function keywordInput(text: string | undefined): { keyword?: string } {
  const keyword = cleanLine(cutGraphemes(cleanLine(text ?? ''), KEYWORD.most))
  return keyword === '' ? {} : { keyword }
}
