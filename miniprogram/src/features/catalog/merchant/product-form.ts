import type { InputOf } from '@shared/contract'
import {
  isListPrice,
  PICTURES,
  PRICE_LEAST,
  PRODUCT_NAME,
  PRODUCT_TAG,
  SELLING_POINT,
} from '@shared/contract/catalog/limits'
import { FEN_MOST, QUANTITY_MOST } from '@shared/contract/limits'
import { cleanLine } from '@shared/text/line'
import { misfit } from '@shared/text/length'
import type { MerchantProduct } from './hooks'

/** What the merchant edits. Amounts are null while what is typed is no amount. */
export interface SkuForm {
  skuId: string
  priceFen: number | null
  /** 0: none. */
  listPriceFen: number | null
  costFen: number | null
  /** How many pieces one member may buy, as it is typed; empty: any number. */
  limitPerMember: string
}
export interface ProductForm {
  name: string
  sellingPoint: string
  tag: string
  categoryId: string
  pictures: readonly string[]
  skus: SkuForm[]
}
export interface ProductErrors {
  pictures?: string
  name?: string
  sellingPoint?: string
  tag?: string
  categoryId?: string
  /** By SKU id. */
  skus: Record<string, SkuErrors>
}
export type SkuErrors = Partial<Record<'priceFen' | 'listPriceFen' | 'costFen' | 'limitPerMember', string>>

export function formOf(product: MerchantProduct): ProductForm {
  const { name, sellingPoint, tag, categoryId, pictures, skus } = product
  return {
    name,
    sellingPoint,
    tag,
    categoryId,
    pictures,
    skus: skus.map(({ skuId, priceFen, listPriceFen, costFen, limitPerMember }) => ({
      skuId,
      priceFen,
      listPriceFen,
      costFen,
      limitPerMember: limitPerMember === undefined ? '' : String(limitPerMember),
    })),
  }
}

/** A limit as it was typed; 0 for none, `null` for what is no limit. */
export function limitOf(typed: string): number | null {
  const plain = typed.normalize('NFKC').trim()
  if (plain === '') return 0
  const pieces = /^\d{1,4}$/.test(plain) ? Number(plain) : NaN
  return pieces <= QUANTITY_MOST ? pieces : null
}

/** What is wrong, in words; the server checks it again. */
export function productErrors(form: ProductForm): ProductErrors {
  const errors: ProductErrors = { skus: {} }
  if (form.pictures.length < PICTURES.least) errors.pictures = '请至少放一张图片'
  const name = misfit(form.name, PRODUCT_NAME)
  if (name === 'short') errors.name = `商品名至少 ${PRODUCT_NAME.least} 个字`
  else if (name === 'long') errors.name = `商品名最多 ${PRODUCT_NAME.most} 个字`
  if (misfit(form.sellingPoint, SELLING_POINT)) errors.sellingPoint = `卖点最多 ${SELLING_POINT.most} 个字`
  if (misfit(form.tag, PRODUCT_TAG)) errors.tag = `标签最多 ${PRODUCT_TAG.most} 个字`
  if (!form.categoryId) errors.categoryId = '请选一个分类'
  for (const sku of form.skus) {
    const wrong = skuErrors(sku)
    if (Object.keys(wrong).length > 0) errors.skus[sku.skuId] = wrong
  }
  return errors
}

/** What is wrong with the prices and the limit of one SKU. */
export function skuErrors(sku: Omit<SkuForm, 'skuId'>): SkuErrors {
  const wrong: SkuErrors = {}
  if (sku.priceFen === null || sku.priceFen < PRICE_LEAST) wrong.priceFen = '售价要大于 0，最多两位小数'
  else if (sku.priceFen > FEN_MOST) wrong.priceFen = '售价太大了'
  if (sku.listPriceFen === null) wrong.listPriceFen = '划线价最多两位小数，没有就填 0'
  else if (sku.listPriceFen > FEN_MOST) wrong.listPriceFen = '划线价太大了'
  else if (sku.priceFen !== null && !isListPrice(sku.listPriceFen, sku.priceFen)) {
    wrong.listPriceFen = '划线价要比售价高，没有就填 0'
  }
  if (sku.costFen === null) wrong.costFen = '成本最多两位小数'
  else if (sku.costFen > FEN_MOST) wrong.costFen = '成本太大了'
  if (limitOf(sku.limitPerMember) === null) {
    wrong.limitPerMember = `限购填 1 到 ${QUANTITY_MOST} 的整数，不限就空着`
  }
  return wrong
}

/** The first thing that is wrong, for a toast. */
export function firstError({ skus, ...fields }: ProductErrors): string | undefined {
  return Object.values(fields)[0] ?? Object.values(skus).flatMap((sku) => Object.values(sku))[0]
}

/** What is sent; call it on a form without errors. */
export function saveInput(
  productId: string,
  version: number,
  form: ProductForm,
  /** As they stand: these stay without being named. */
  pictures: readonly string[] = [],
): InputOf<'merchant/catalog.save'> {
  return {
    productId,
    version,
    name: cleanLine(form.name),
    sellingPoint: cleanLine(form.sellingPoint),
    tag: cleanLine(form.tag),
    categoryId: form.categoryId,
    ...(form.pictures.join() === pictures.join() ? {} : { pictures: [...form.pictures] }),
    skus: form.skus.map(({ skuId, priceFen, listPriceFen, costFen, limitPerMember }) => ({
      skuId,
      priceFen: priceFen ?? 0,
      listPriceFen: listPriceFen ?? 0,
      costFen: costFen ?? 0,
      limitPerMember: limitOf(limitPerMember) ?? 0,
    })),
  }
}
