import { scrollToTop } from '@/platform'
import { SegmentedTabs } from '@/ui'
import type { ProductSort } from './hooks'
import { sortAfterTap, sortTabs, tabOf, type SortTab } from './sorts'

/** The sorts above a list of products; choosing one begins at the top again. */
export function SortBar({ sort, onChange }: { sort: ProductSort; onChange: (sort: ProductSort) => void }) {
  return (
    <SegmentedTabs
      items={sortTabs(sort)}
      value={tabOf(sort)}
      onChange={(tab) => {
        onChange(sortAfterTap(tab as SortTab, sort))
        scrollToTop()
      }}
    />
  )
}
