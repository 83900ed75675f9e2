import { EVERYTHING, isListPrice } from '@shared/contract/catalog/limits'
import { AppError } from '@shared/contract/errors'
import { QUANTITY_MOST } from '@shared/contract/limits'
import type { TrailChange } from '@shared/contract/trail/schema'
import { foldForSearch } from '@shared/text/search'
import * as z from 'zod'
import { changeOf, type Deed } from '../../../platform/trail'
import { wrongPlaces } from '../../../platform/wrong-places'
import type { SettingsDoc } from '../../shop/settings'
import type { ProductDoc, SkuDoc } from './product.model'

export type ProductTexts = Pick<ProductDoc, 'name' | 'sellingPoint' | 'tag'>

/** What a product is found by, folded: no word goes from one of its texts into the next. */
export function searchTextOf({ name, sellingPoint, tag }: Partial<ProductTexts>): string {
  return [name, sellingPoint, tag].map((text) => foldForSearch(text ?? '')).join('\n')
}

/** Whether buyers may see a product at all, also when it can no longer be bought: drafts are the shop's own. */
export function isPublic(product: Pick<ProductDoc, 'listed' | 'everListed'>): boolean {
  return product.listed || product.everListed
}

const text = z.string()
const amountFen = z.int().min(0).max(1_000_000_000)
/** What no view shows and no rule trusts: the database's own, or folded in anew. */
const unread = z.unknown().optional()

const sku = z.object({
  skuId: text,
  values: z.array(text),
  priceFen: amountFen,
  listPriceFen: amountFen,
  costFen: amountFen,
  picture: text.nullish(),
  limitPerMember: z.int().min(1).max(QUANTITY_MOST).nullish(),
  shards: z.int().min(1).max(1_000).optional(),
} satisfies Record<keyof SkuDoc, z.ZodType>)

/** Each field of a product as views, carts, orders and commissions need it. */
const document = z.object({
  _id: text,
  version: z.int(),
  name: text,
  sellingPoint: text,
  tag: text.nullish(),
  categoryId: text,
  pictures: z.array(text),
  specs: z.array(z.object({ name: text, values: z.array(text) })),
  skus: z.array(sku).min(1),
  priceFen: amountFen,
  origin: text,
  attributes: z.array(z.object({ name: text, value: text })),
  detail: z.array(z.union([z.object({ text }), z.object({ picture: text })])),
  listed: z.boolean(),
  everListed: z.boolean().nullish(),
  searchText: unread,
  soldOut: z.boolean(),
  lowStock: unread,
  salesCount: z.int(),
  stockRev: unread,
  trail: unread,
  trailAt: unread,
  sort: z.number(),
  createdAt: z.number(),
} satisfies Record<keyof ProductDoc, z.ZodType>)

/** Where a product is not what it must be to be shown and sold, by the fields that were asked for. */
export const wrongPlacesOf = (product: object, fields?: readonly string[]): string[] =>
  wrongPlaces(document, product, fields)

type Edited = Pick<ProductDoc, 'name' | 'sellingPoint' | 'tag' | 'categoryId' | 'pictures' | 'skus'>

/** What an edit of a product leaves in the trail. */
export function editing(
  product: ProductDoc,
  edited: Edited,
  categories: readonly { readonly categoryId: string; readonly name: string }[],
): Deed {
  const category = ({ categoryId }: Edited) =>
    categories.find((one) => one.categoryId === categoryId)?.name ?? categoryId
  const before = new Map(product.skus.map((one) => [one.skuId, one]))
  return {
    kind: 'goods',
    what: '改商品',
    subject: { id: product._id, name: edited.name },
    changes: [
      ...changeOf('名称', product.name, edited.name),
      ...changeOf('卖点', product.sellingPoint, edited.sellingPoint),
      ...changeOf('标签', product.tag ?? '', edited.tag ?? ''),
      ...changeOf('分类', category(product), category(edited)),
      ...repictured(product.pictures, edited.pictures),
      ...edited.skus.flatMap((after) => {
        const more = { of: after.values.join(' '), unit: 'fen' } as const
        const was = before.get(after.skuId)
        return [
          ...changeOf('售价', was?.priceFen, after.priceFen, more),
          ...changeOf('划线价', was?.listPriceFen, after.listPriceFen, more),
          ...changeOf('成本', was?.costFen, after.costFen, more),
        ]
      }),
    ],
    key: `${product._id} ${product.version}`,
  }
}

/** Others, or in another order: how many there were and are says so, also when it is the same number. */
function repictured(before: readonly string[], after: readonly string[]): TrailChange[] {
  if (before.join() === after.join()) return []
  return [{ field: '图片', before: `${before.length} 张`, after: `${after.length} 张` }]
}

/** What making a product leaves in the trail. */
export function creating(product: ProductDoc, pieces: number, category: string): Deed {
  const [sku] = product.skus
  return {
    kind: 'goods',
    what: '新建商品',
    subject: { id: product._id, name: product.name },
    changes: [
      ...changeOf('名称', undefined, product.name),
      ...changeOf('分类', undefined, category),
      ...changeOf('售价', undefined, sku?.priceFen, { unit: 'fen' }),
      ...changeOf('成本', undefined, sku?.costFen, { unit: 'fen' }),
      ...changeOf('可卖库存', undefined, pieces, { unit: 'pieces' }),
      ...changeOf('状态', undefined, product.listed ? '在售' : '没有上架'),
    ],
    key: product._id,
  }
}

/** What listing a product, or taking it off, leaves in the trail; it may have been written by hand, its version too. */
export function listing(product: ProductDoc, listed: boolean, requestId: string): Deed {
  const words = (is: boolean) => (is ? '在售' : '没有上架')
  return {
    kind: 'goods',
    what: listed ? '上架' : '下架',
    subject: { id: product._id, name: typeof product.name === 'string' ? product.name : product._id },
    changes: changeOf('状态', words(product.listed !== false), words(listed)),
    key: `${product._id} ${String(product.version)} ${requestId}`,
  }
}

/** The categories that a product may name. */
export const choosable = ({ categories }: SettingsDoc) =>
  categories.filter(({ categoryId }) => categoryId !== EVERYTHING.categoryId)

export const unknownCategory = () => new AppError('BAD_INPUT', { sentence: '请选择一个商品分类' })

/** @throws AppError BAD_INPUT */
export function mustBeListPrice(listPriceFen: number, priceFen: number): void {
  if (!isListPrice(listPriceFen, priceFen)) {
    throw new AppError('BAD_INPUT', { sentence: '划线价要比售价高；不需要时填 0' })
  }
}

/** No limit is 0 for whoever edits. */
export const withLimit = ({ limitPerMember, ...sku }: ProductDoc['skus'][number]) => ({
  ...sku,
  limitPerMember: limitPerMember ?? 0,
})
