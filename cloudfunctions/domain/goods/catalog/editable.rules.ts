import { EVERYTHING, isListPrice } from '@shared/contract/catalog/limits'
import { AppError } from '@shared/contract/errors'
import type { SettingsDoc } from '../../shop/settings'
import type { ProductDoc } from './product.model'

/** What making a product and editing one go by alike. */

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
