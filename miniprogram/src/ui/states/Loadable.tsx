import type { ReactNode } from 'react'
import { back, canGoBack, desk } from '@/platform/navigation'
import { Empty } from './Empty'
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
  if (isGone(state.error)) return <Gone {...(inline ? { inline } : {})} />
  if (state.error) {
    return <Failure {...explain(state.error)} onRetry={state.refetch} {...(inline ? { inline } : {})} />
  }
  return <Patient>{skeleton ?? <SkeletonList />}</Patient>
}

/** Nothing is there under what was asked for: another try would find nothing either. */
const isGone = (error: unknown): boolean =>
  ['NOT_FOUND', 'BAD_INPUT'].includes(String(((error ?? {}) as { code?: unknown }).code))

/** Deleted, of somebody else, or asked for by a link that lost a part. */
function Gone({ inline }: { inline?: boolean }) {
  return (
    <Empty
      art="seedling"
      title="这里的内容不在了"
      text="可能已经删掉，或者链接少了一截"
      action={canGoBack() ? '返回' : desk().label}
      onAction={back}
      {...(inline ? { inline } : {})}
    />
  )
}

function usual(error: unknown): { text?: string; code?: string } {
  const { message, code } = (error ?? {}) as { message?: unknown; code?: unknown }
  return {
    ...(typeof message === 'string' && /[\u4e00-\u9fa5]/.test(message) ? { text: message } : {}),
    ...(typeof code === 'string' ? { code } : {}),
  }
}
