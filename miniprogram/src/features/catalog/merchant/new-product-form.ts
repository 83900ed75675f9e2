import type { InputOf } from '@shared/contract'
import {
  CATEGORY_NAME,
  DESCRIPTION,
  EVERYTHING,
  OPENING_MOST,
  PICTURES,
  PRODUCT_NAME,
  SELLING_POINT,
} from '@shared/contract/catalog/limits'
import { cleanLine } from '@shared/text/line'
import { foldForSearch } from '@shared/text/search'
import { misfit } from '@shared/text/length'
import { limitOf, skuErrors, type SkuErrors } from './product-form'

/** What a new product is made of. Amounts are null while what is typed is no amount. */
export interface NewProductForm {
  name: string
  sellingPoint: string
  pictures: readonly string[]
  /** `NEW_CATEGORY` for one that is made with the product; empty while none is chosen. */
  categoryId: string
  categoryName: string
  priceFen: number | null
  listPriceFen: number | null
  costFen: number | null
  /** As they are typed. */
  pieces: string
  limitPerMember: string
  description: string
  listed: boolean
}

/** No category has this id. */
export const NEW_CATEGORY = '+'

export const EMPTY_PRODUCT: NewProductForm = {
  name: '',
  sellingPoint: '',
  pictures: [],
  categoryId: '',
  categoryName: '',
  priceFen: null,
  listPriceFen: 0,
  costFen: null,
  pieces: '',
  limitPerMember: '',
  description: '',
  listed: true,
}

export type NewProductErrors = SkuErrors &
  Partial<
    Record<
      'pictures' | 'name' | 'sellingPoint' | 'categoryId' | 'categoryName' | 'pieces' | 'description',
      string
    >
  >

/** Whole pieces, none included; null for anything else. */
export function openingOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim()
  const pieces = /^\d{1,9}$/.test(plain) ? Number(plain) : NaN
  return pieces <= OPENING_MOST ? pieces : null
}

/** What is wrong, in words, in the order of the page; the server checks it again. */
export function newProductErrors(form: NewProductForm): NewProductErrors {
  const errors: NewProductErrors = {}
  if (form.pictures.length < PICTURES.least) errors.pictures = '请至少放一张图片'
  const name = misfit(form.name, PRODUCT_NAME)
  if (name === 'short') errors.name = `商品名至少 ${PRODUCT_NAME.least} 个字`
  else if (name === 'long') errors.name = `商品名最多 ${PRODUCT_NAME.most} 个字`
  if (misfit(form.sellingPoint, SELLING_POINT)) errors.sellingPoint = `卖点最多 ${SELLING_POINT.most} 个字`
  if (!form.categoryId) errors.categoryId = '请选一个分类'
  else if (form.categoryId === NEW_CATEGORY) {
    const wrong = misfit(form.categoryName, CATEGORY_NAME)
    if (wrong === 'short') errors.categoryName = '给新分类取个名字'
    else if (wrong === 'long') errors.categoryName = `分类名最多 ${CATEGORY_NAME.most} 个字`
    else if (foldForSearch(form.categoryName) === EVERYTHING.name)
      errors.categoryName = '「全部」装着所有商品，换一个名字'
  }
  Object.assign(errors, skuErrors(form))
  if (openingOf(form.pieces) === null) errors.pieces = `库存填 0 到 ${OPENING_MOST} 的整数`
  if (linesOf(form.description).length > 0 && misfit(form.description, DESCRIPTION)) {
    errors.description = `商品介绍最多 ${DESCRIPTION.most} 个字`
  }
  return errors
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r\n?|\n/)
    .map(cleanLine)
    .filter(Boolean)

/** What is sent; call it on a form without errors. */
export function createInput(token: string, form: NewProductForm): InputOf<'merchant/catalog.create'> {
  const limit = limitOf(form.limitPerMember)
  const description = linesOf(form.description).join('\n')
  return {
    token,
    name: cleanLine(form.name),
    sellingPoint: cleanLine(form.sellingPoint),
    pictures: [...form.pictures],
    ...(form.categoryId === NEW_CATEGORY
      ? { categoryName: cleanLine(form.categoryName) }
      : { categoryId: form.categoryId }),
    priceFen: form.priceFen ?? 0,
    listPriceFen: form.listPriceFen ?? 0,
    costFen: form.costFen ?? 0,
    pieces: openingOf(form.pieces) ?? 0,
    ...(limit ? { limitPerMember: limit } : {}),
    ...(description === '' ? {} : { description }),
    listed: form.listed,
  }
}
