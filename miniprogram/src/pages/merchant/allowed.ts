import { entries } from '@/collected/entries'
import { topicsOf, useCall } from '@/data'
import type { Allows } from '@/features/staff'
import type { EntryBadge, PlacedEntry } from '@/merchant/entry'

/** The entries of the pages that somebody may see. */
export function allowed(allows: Allows): PlacedEntry[] {
  return entries.filter(({ permission }) => allows(permission))
}

/** What the badges count. */
export const badgeTopics = entries.flatMap(({ badge }) => (badge ? topicsOf(badge.call) : []))

export interface Badged {
  entry: PlacedEntry
  badge: EntryBadge
}

/** The number of a badge; 0 while it is not known. */
export function useBadge({ call, count }: EntryBadge): number {
  const { data } = useCall(call, {})
  return data ? (count as (answer: typeof data) => number)(data) : 0
}
