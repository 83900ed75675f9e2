/** Counts as people read them. The minus sign is a real one (U+2212), as in amounts. */

/** `1,204`: a count with its thousands apart. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

const WAN = 10_000

/** `2,316`, `1.2 万`: a count at a glance. Cut to a tenth, never above what it is. */
export function roughCount(count: number): string {
  if (count < WAN) return countText(count)
  const tenths = Math.floor((count * 10) / WAN)
  return `${countText(Math.floor(tenths / 10))}${tenths % 10 ? `.${tenths % 10}` : ''} 万`
}
