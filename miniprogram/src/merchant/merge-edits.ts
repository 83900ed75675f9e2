/** Two people's edits of one thing, put together. */
export interface MergedEdits<T> {
  merged: T
  /** Places that both changed, each to something else; one's own stays there. */
  clashes: number
}

type Plain = Record<string, unknown>

export function same(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

/**
 * What one has changed stays, everything else is as the other left it.
 * Items of a list that have an id (`skuId`) are told apart by it; any other list is one place.
 * @param base what both began with
 */
export function mergeEdits<T>(mine: T, base: T, theirs: T): MergedEdits<T> {
  let clashes = 0
  const merge = (my: unknown, before: unknown, their: unknown): unknown => {
    if (same(my, before) || same(my, their)) return their
    if (same(their, before)) return my
    if (isPlain(my) && isPlain(before) && isPlain(their)) {
      const keys = [...new Set([...Object.keys(their), ...Object.keys(my)])]
      return Object.fromEntries(keys.map((key) => [key, merge(my[key], before[key], their[key])]))
    }
    if (isListed(my) && isListed(before) && isListed(their)) return mergeLists(my, before, their)
    clashes += 1
    return my
  }
  const mergeLists = (my: Plain[], before: Plain[], their: Plain[]): unknown[] => {
    const find = (list: Plain[], item: Plain) => list.find((other) => idOf(other) === idOf(item))
    const kept = their
      .filter((item) => find(my, item) || !same(find(before, item), item))
      .map((item) => {
        const edited = find(my, item)
        return edited ? merge(edited, find(before, item), item) : item
      })
    return [...kept, ...my.filter((item) => !find(before, item) && !find(their, item))]
  }
  return { merged: merge(mine, base, theirs) as T, clashes }
}

function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function idOf(item: Plain): unknown {
  const key = Object.keys(item).find((name) => name.endsWith('Id'))
  return key && item[key]
}

function isListed(value: unknown): value is Plain[] {
  return Array.isArray(value) && value.every((item) => isPlain(item) && idOf(item) !== undefined)
}
