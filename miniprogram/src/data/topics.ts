import type { Query, QueryClient } from '@tanstack/react-query'
import type { CallName } from '@shared/contract'
import { topics } from '@shared/contract/collected/topics'
import type { Topic } from '@shared/contract/topics'

const ofCall: Readonly<Record<string, readonly Topic[] | undefined>> = topics

/** What a query reads, what a command touches. */
export function topicsOf(call: CallName): readonly Topic[] {
  return ofCall[call] ?? []
}

/**
 * Asks again for the answers that read one of these topics; those that nobody looks at now are asked when somebody
 * does. @param page asks only what this page shows, and leaves what other open pages show as it is
 */
export function askAgain(client: QueryClient, about: readonly Topic[], page?: { id: string | undefined }) {
  return client.invalidateQueries({
    predicate: (query) => {
      const [name] = query.queryKey
      const reads = typeof name === 'string' ? (ofCall[name] ?? []) : []
      return (
        reads.some((topic) => about.includes(topic)) &&
        (!page || !query.isActive() || isShown(query, page.id))
      )
    },
  })
}

/** Whether a page shows this answer; `useCall` and `usePages` say on which page they are. */
function isShown(query: Query, pageId: string | undefined): boolean {
  return query.observers.some(({ options }) => options.meta?.['page'] === pageId)
}
