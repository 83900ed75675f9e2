/** `1,204`: a count with its thousands apart. */
export function countText(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ',')
}

/** `2,316`, `1.2 万`: a count a person reads at a glance. Cut, never above what it is. */
export function roughCount(count: number): string {
  if (count < 10_000) return countText(count)
  const tenths = Math.floor(count / 1000)
  return `${Math.floor(tenths / 10)}${tenths % 10 ? `.${tenths % 10}` : ''} 万`
}
