import { dayNumberOf } from '@shared/business-day'
import { countText } from '@shared/words/count'
import { entries } from '@/collected/entries'
import { topicsOf, useCall } from '@/data'
import type { Allows } from '@/features/staff'
import type { DeskLine, EntryBadge, EntryLine, LineWords, PlacedEntry } from '@/merchant/entry'
import { serverNow } from '@/platform'

/** The entries of the pages that somebody may see. */
export function allowed(allows: Allows): PlacedEntry[] {
  return entries.filter(({ permission }) => allows(permission))
}

/** What the badges count and the lines are about. */
export const entryTopics = entries.flatMap(({ badge, lines }) =>
  [...(badge ? [badge] : []), ...lines].flatMap(({ call }) => topicsOf(call)),
)

export interface Badged {
  entry: PlacedEntry
  badge: EntryBadge
}

/** The number of a badge; 0 while it is not known. */
export function useBadge({ call, count }: EntryBadge): number {
  const { data } = useCall(call, {})
  return data ? (count as (answer: typeof data) => number)(data) : 0
}

const words: LineWords = { countText, daysSince: (at) => dayNumberOf(serverNow()) - dayNumberOf(at) }

/** What is said of a page; nothing while it is not known. */
export function useLine({ call, say }: EntryLine): DeskLine | undefined {
  const { data } = useCall(call, {})
  return data && (say as (answer: typeof data, words: LineWords) => DeskLine | undefined)(data, words)
}
