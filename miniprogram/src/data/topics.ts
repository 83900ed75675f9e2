import type { Query, QueryClient } from '@tanstack/react-query'
import type { CallName } from '@shared/contract'
import { topics } from '@shared/contract/collected/topics'
import type { Topic } from '@shared/contract/topics'

const ofCall: Readonly<Record<string, readonly Topic[] | undefined>> = topics

/** What a query reads, what a command touches. */
export function topicsOf(call: CallName): readonly Topic[] {
  return ofCall[call] ?? []
}

function readsOneOf(about: readonly Topic[]) {
  return ({ queryKey: [name] }: Query) =>
    typeof name === 'string' && (ofCall[name] ?? []).some((topic) => about.includes(topic))
}

/**
 * Asks again for the answers that read one of these topics and that some open page shows; the others are asked again
 * when a page wants them.
 */
export function askAgain(client: QueryClient, about: readonly Topic[]): Promise<void> {
  return client.invalidateQueries({ predicate: readsOneOf(about) })
}

/**
 * The same for a page that is shown: of what open pages show, only its own answers are asked at once. The others wait
 * for their page.
 */
export async function askAgainFor(
  pageId: string | undefined,
  client: QueryClient,
  about: readonly Topic[],
): Promise<void> {
  const reads = readsOneOf(about)
  await client.invalidateQueries({ predicate: reads, refetchType: 'none' })
  await client.refetchQueries({
    type: 'active',
    predicate: (query) =>
      reads(query) && query.observers.some(({ options }) => options.meta?.['page'] === pageId),
  })
}
