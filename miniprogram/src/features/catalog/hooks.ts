import type { OutputOf } from '@shared/contract'
import { keywordInput } from '@shared/contract/catalog/limits'
import { useCall, usePages, useSession } from '@/data'

export type Home = OutputOf<'storefront/catalog.home'>
export type Product = OutputOf<'storefront/catalog.product'>
export type { Category, ProductCard } from '@shared/contract/catalog/schema'
export type ProductSort = 'default' | 'sales' | 'newest' | 'priceAsc' | 'priceDesc'

export function useHome(enabled = true) {
  return useCall('storefront/catalog.home', {}, { enabled, staleMs: 60_000 })
}

/** The category that holds everything: a tile of the home page, and the first of the category page. */
export const EVERYTHING = 'all'

export function useCategories() {
  return useCall('storefront/catalog.categories', {}, { staleMs: 5 * 60_000 })
}

export interface ProductFilter {
  categoryId?: string | undefined
  /** A section of the home page. */
  sectionId?: string | undefined
  keyword?: string | undefined
  sort: ProductSort
}

export function useProducts({ categoryId, sectionId, keyword, sort }: ProductFilter, enabled = true) {
  const input = {
    sort,
    ...(categoryId ? { categoryId } : {}),
    ...(sectionId ? { sectionId } : {}),
    ...keywordInput(keyword),
  }
  return usePages('storefront/catalog.list', input, { enabled })
}

export function useProduct(productId: string | undefined) {
  return useCall('storefront/catalog.product', { productId: productId ?? '' }, { enabled: !!productId })
}

/**
 * The product a page was opened for. A mini-program code carries nothing but its scene: what it points to comes
 * back from entering. `unknown`: the code is dead.
 */
export function useLandedProductId(productId: string | undefined): { productId?: string; unknown: boolean } {
  const session = useSession()
  if (productId) return { productId, unknown: false }
  const landed = session.data?.landing?.productId
  return landed
    ? { productId: landed, unknown: false }
    : { unknown: session.isSuccess && !session.isFetching }
}
