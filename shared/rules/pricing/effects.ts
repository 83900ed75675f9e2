import type { Effect, PricedOrder } from './types'

/**
 * The effects of a whole order, freight included, each promotion once: the sheet that explains a price. They
 * sum to what the buyer saves.
 */
export function effectsOf({ lines, freight }: Pick<PricedOrder, 'lines' | 'freight'>): Effect[] {
  const found = new Map<string, Effect>()
  for (const effect of [...lines.flatMap(({ effects }) => effects), ...freight.effects]) {
    const key = JSON.stringify([effect.kind, effect.source, effect.version, effect.words])
    found.set(key, { ...effect, fen: effect.fen + (found.get(key)?.fen ?? 0) })
  }
  return [...found.values()]
}
