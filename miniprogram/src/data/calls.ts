import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { CallName, InputOf, OutputOf } from '@shared/contract'
import { useCallback, useMemo } from 'react'
import { call, useDidShow } from '@/platform'
import { toast } from '@/ui'
import { sayError } from './client'

/** Reads a call and keeps its answer; `enabled: false` waits. */
export function useCall<N extends CallName>(
  name: N,
  input: InputOf<N>,
  options: { enabled?: boolean; staleMs?: number; keepPrevious?: boolean } = {},
) {
  return useQuery<OutputOf<N>>({
    queryKey: [name, input],
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
  const result = useInfiniteQuery({
    queryKey: [name, input],
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
 * Makes a command. Afterwards the answers of the calls in `refreshes` are asked again. A failure is said in a
 * toast unless `silent`.
 */
export function useCommand<N extends CallName>(
  name: N,
  options: { refreshes?: readonly CallName[]; silent?: boolean } = {},
) {
  const client = useQueryClient()
  return useMutation<OutputOf<N>, Error, InputOf<N>>({
    mutationFn: (input) => call(name, input),
    onSuccess: () =>
      Promise.all(
        (options.refreshes ?? []).map((refreshed) => client.invalidateQueries({ queryKey: [refreshed] })),
      ),
    onError: (error) => {
      if (!options.silent) toast(sayError(error).sentence)
    },
  })
}

/** Asks again for stale answers of these calls whenever the page is shown: other pages may have changed them. */
export function useFreshOnShow(...names: CallName[]) {
  const client = useQueryClient()
  const refresh = useCallback(
    () => Promise.all(names.map((name) => client.invalidateQueries({ queryKey: [name] }))),
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the names are literals of the caller
    [client],
  )
  useDidShow(() => void refresh())
  return refresh
}
