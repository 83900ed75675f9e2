import { EVERYTHING } from '@/features/catalog'
import { go, switchTab } from '@/platform'

/** All of them have a tab of their own. */
export function openCategory(categoryId: string): void {
  if (categoryId === EVERYTHING) switchTab('category')
  else go('goods/list', { categoryId })
}
