import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { CallName, InputOf, OutputOf } from '@shared/contract'
import { useCallback, useMemo } from 'react'
import type { Topic } from '@shared/contract/topics'
import { call, useDidShow, usePageId } from '@/platform'
import { toast } from '@/ui'
import { sayError } from './client'
import { inFlight } from './in-flight'
import { callOnce, type OnceCall } from './once'
import { askAgain, askAgainFor, topicsOf } from './topics'

/** Reads a call and keeps its answer; `enabled: false` waits. */
export function useCall<N extends CallName>(
  name: N,
  input: InputOf<N>,
  options: { enabled?: boolean; staleMs?: number; keepPrevious?: boolean } = {},
) {
  const page = usePageId()
  return useQuery<OutputOf<N>>({
    queryKey: [name, input],
    meta: { page },
    queryFn: () => call(name, input),
    enabled: options.enabled ?? true,
    ...(options.staleMs === undefined ? {} : { staleTime: options.staleMs }),
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  })
}

interface Page<T> {
  items: T[]
  nextCursor?: string | undefined
}
type PagedCall = { [N in CallName]: OutputOf<N> extends Page<unknown> ? N : never }[CallName]
type ItemOf<N extends PagedCall> = OutputOf<N> extends Page<infer T> ? T : never

/** Reads a list page by page. */
export function usePages<N extends PagedCall>(
  name: N,
  input: Omit<InputOf<N>, 'cursor'>,
  options: { enabled?: boolean } = {},
) {
  const page = usePageId()
  const result = useInfiniteQuery({
    // Its answers are put together from pages: not those of somebody who asks for the first one only.
    queryKey: [name, input, 'pages'],
    meta: { page },
    queryFn: ({ pageParam }) =>
      call(name, { ...input, ...(pageParam ? { cursor: pageParam } : {}) } as InputOf<N>) as Promise<
        Page<ItemOf<N>>
      >,
    initialPageParam: '',
    getNextPageParam: (last) => last.nextCursor,
    enabled: options.enabled ?? true,
  })
  const items = useMemo(() => result.data?.pages.flatMap((page) => page.items) ?? [], [result.data])
  return { ...result, items }
}

/**
 * Makes a command. Afterwards the answers that read what it touches are asked again
 * (`shared/contract/<domain>/topics`). A failure is said in a toast unless `silent`. With `once` a lost answer is asked
 * for again under the same token. While one is on its way, a second tap is the first one. `timeoutMs`: how long its
 * answer may take.
 */
export function useCommand<N extends CallName>(
  name: N,
  options: { silent?: boolean; once?: N extends OnceCall ? true : never; timeoutMs?: number } = {},
) {
  const client = useQueryClient()
  return useMutation<OutputOf<N>, Error, InputOf<N>>({
    mutationFn: (input) =>
      options.once ? callOnce(name, input) : inFlight(name, input, () => call(name, input, options)),
    onSuccess: () => askAgain(client, topicsOf(name)),
    onError: (error) => {
      if (!options.silent) toast(sayError(error).sentence)
    },
  })
}

/** Asks again for what a command has touched; for those who make it themselves. */
export function useTouched(command: CallName): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(() => askAgain(client, topicsOf(command)), [client, command])
}

/** Asks again for what one call answered: something that no topic of its own tells has changed. */
export function useForget(name: CallName): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(() => client.invalidateQueries({ queryKey: [name] }), [client, name])
}

/**
 * Asks again for this page's answers about these topics whenever it is shown: somebody else may have changed them.
 * @returns does it now, e.g. for `useRefresh`
 */
export function useFreshOnShow(...topics: Topic[]): () => Promise<void> {
  const client = useQueryClient()
  const id = usePageId()
  const refresh = useCallback(
    () => askAgainFor(id, client, topics),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the topics are literals of the caller
    [client, id],
  )
  useDidShow(() => void refresh())
  return refresh
}
