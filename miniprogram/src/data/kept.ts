import type { CallName } from '@shared/contract'
import type { Query, QueryClient } from '@tanstack/react-query'
import { storage } from '@/platform'

/**
 * The calls whose last answer stays on the phone: the next start shows it at once and asks again behind it. Only what
 * is asked with nothing and says the same to everybody; what it says of prices is settled by the quote.
 */
export const KEPT: readonly CallName[] = ['storefront/catalog.home']

/** A phone reads as much without being noticed; WeChat keeps up to 1 MB under a name. */
const MOST_CHARACTERS = 32 * 1024
/** An older one shows another season's goods. */
const LIVES_MS = 7 * 86_400_000

interface Kept {
  /** The contract that the answer was asked under: under another one it may have another shape. */
  contract: unknown
  /** By the phone's clock: the server's is not known yet when it is read. */
  at: number
  answer: object
}

const keyOf = (name: unknown) => `kept:${String(name)}`

/** Keeps an answer that is to be kept. What cannot be kept leaves none: an older one would come back. */
export function keep(answer: unknown, query: Query<unknown, unknown>): void {
  const [name] = query.queryKey
  if (!KEPT.includes(name as CallName)) return
  const kept = { contract: process.env.CONTRACT, at: query.state.dataUpdatedAt, answer }
  const small = JSON.stringify(answer).length <= MOST_CHARACTERS
  if (!small || !storage.set(keyOf(name), kept)) storage.remove(keyOf(name))
}

function lastAnswer(name: CallName): object | undefined {
  const kept = storage.get<Partial<Kept> | null>(keyOf(name))
  if (kept?.contract !== process.env.CONTRACT || typeof kept?.answer !== 'object') return undefined
  const age = Date.now() - (kept.at ?? NaN)
  return age >= 0 && age < LIVES_MS ? (kept.answer ?? undefined) : undefined
}

/** What was kept is there before anything is asked, and is old from the beginning. */
export function startWithKept(client: QueryClient): void {
  for (const name of KEPT) {
    client.setQueryDefaults([name], { initialData: () => lastAnswer(name), initialDataUpdatedAt: 0 })
  }
}
