import type { OutputOf } from '@shared/contract'
import { keywordInput } from '@shared/contract/catalog/limits'
import { useCall, useCommand, usePages } from '@/data'

export type MerchantProduct = OutputOf<'merchant/catalog.get'>
export type MerchantSku = MerchantProduct['skus'][number]
export type MerchantProductRow = OutputOf<'merchant/catalog.list'>['items'][number]
export type ProductTab = 'listed' | 'delisted' | 'low_stock'

export function useMerchantProducts(tab: ProductTab, keyword: string) {
  return usePages('merchant/catalog.list', { tab, ...keywordInput(keyword) })
}

export function useMerchantProduct(productId: string | undefined) {
  return useCall('merchant/catalog.get', { productId: productId ?? '' }, { enabled: productId !== undefined })
}

/** Its refusals are the page's: somebody else's change is merged, not only toasted. */
export function useSaveProduct() {
  return useCommand('merchant/catalog.save', { silent: true })
}

export function useSetListed() {
  return useCommand('merchant/catalog.setListed')
}

/** The categories that a product may be in. */
export function useProductCategories(enabled: boolean) {
  return useCall('merchant/catalog.categories', {}, { enabled })
}

/** Its refusals are the page's: one of them says that the product is there already. */
export function useCreateProduct() {
  return useCommand('merchant/catalog.create', { silent: true })
}
