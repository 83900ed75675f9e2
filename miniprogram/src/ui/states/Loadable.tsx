import type { ReactNode } from 'react'
import { Failure } from './Failure'
import { Patient, SkeletonList } from './Skeleton'

/** What react-query's result and the like have in common. */
export interface LoadState<T> {
  data: T | undefined
  error: unknown
  refetch: () => Promise<unknown>
}

export interface LoadableProps<T> {
  state: LoadState<T>
  skeleton?: ReactNode
  /** Turns an error into what the page says; the usual words unless told. */
  explain?: (error: unknown) => { title?: string; text?: string; code?: string }
  inline?: boolean
  children: (data: T) => ReactNode
}

/** Skeleton, failure or content. What is there already stays when a refresh fails. */
export function Loadable<T>({ state, skeleton, explain = usual, inline, children }: LoadableProps<T>) {
  if (state.data !== undefined) return <>{children(state.data)}</>
  if (state.error) {
    return <Failure {...explain(state.error)} onRetry={state.refetch} {...(inline ? { inline } : {})} />
  }
  return <Patient>{skeleton ?? <SkeletonList />}</Patient>
}

function usual(error: unknown): { text?: string; code?: string } {
  const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown }
  return {
    ...(typeof message === 'string' && /[\u4e00-\u9fa5]/.test(message) ? { text: message } : {}),
    ...(typeof code === 'string' ? { code } : {}),
  }
}
