import { sum, type Holding } from './model'

/** A change of what one document has. */
export interface Part {
  readonly id: string
  readonly delta: number
}

/**
 * Spreads a change over the documents of a thing: more goes evenly over all of them; less is taken where there is most.
 * The parts are less than `delta` in all when there is too little to take.
 */
export function spread(documents: readonly Pick<Holding, '_id' | 'available'>[], delta: number): Part[] {
  if (delta > 0) {
    const base = Math.floor(delta / documents.length)
    const more = delta % documents.length
    return documents
      .map(({ _id }, i) => ({ id: _id, delta: base + (i < more ? 1 : 0) }))
      .filter((part) => part.delta > 0)
  }
  const parts: Part[] = []
  let missing = -delta
  for (const { _id, available } of [...documents].sort((a, b) => b.available - a.available)) {
    const part = Math.min(missing, Math.max(available, 0))
    if (part > 0) parts.push({ id: _id, delta: -part })
    missing -= part
  }
  return parts
}

/** What the parts change in all. */
export const totalOf = (parts: readonly Part[]): number => sum(parts.map(({ delta }) => delta))
