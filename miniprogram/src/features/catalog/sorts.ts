import type { ProductSort } from './hooks'

const SORTS: readonly ProductSort[] = ['default', 'sales', 'newest', 'priceAsc', 'priceDesc']

/** A sort as an address has it; the shop's own order for any other text. */
export const sortOf = (text: string | undefined): ProductSort =>
  SORTS.find((sort) => sort === text) ?? 'default'

/** The tabs above a list. The price tab turns round when it is tapped again. */
export type SortTab = 'default' | 'sales' | 'newest' | 'price'

export function tabOf(sort: ProductSort): SortTab {
  return sort === 'priceAsc' || sort === 'priceDesc' ? 'price' : sort
}

export function sortAfterTap(tab: SortTab, now: ProductSort): ProductSort {
  if (tab !== 'price') return tab
  return now === 'priceAsc' ? 'priceDesc' : 'priceAsc'
}

export function sortTabs(now: ProductSort): { value: SortTab; label: string }[] {
  const arrow = now === 'priceAsc' ? ' ↑' : now === 'priceDesc' ? ' ↓' : ''
  return [
    { value: 'default', label: '综合' },
    { value: 'sales', label: '销量' },
    { value: 'newest', label: '新品' },
    { value: 'price', label: `价格${arrow}` },
  ]
}
