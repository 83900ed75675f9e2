import { QueryCache, QueryClient } from '@tanstack/react-query'
import { CallError, NetworkError } from '@/platform'
import { keep, startWithKept } from './kept'

/**
 * One cache for all pages. What the server refused is not asked again; a lost connection is tried once more.
 * Commands are never repeated by themselves: the user decides, under the same token.
 */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onSuccess: keep }),
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 5 * 60_000,
      retry: (failures, error) => error instanceof NetworkError && failures < 1,
      refetchOnWindowFocus: false,
      networkMode: 'always',
    },
    mutations: { retry: false, networkMode: 'always' },
  },
})
startWithKept(queryClient)

/** What a failure page or a toast says of an error. */
export function sayError(error: unknown): { sentence: string; code: string } {
  if (error instanceof CallError) {
    return { sentence: error.message, code: `${error.code} · ${error.requestId.slice(-8)}` }
  }
  if (error instanceof NetworkError) return { sentence: error.message, code: error.code }
  return { sentence: '出了点小问题，请再试一次', code: 'CLIENT' }
}
