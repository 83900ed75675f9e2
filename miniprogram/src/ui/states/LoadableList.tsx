import type { ReactNode } from 'react'
import { ListFooter, useReadOn, type ListState } from './ListFooter'
import { Loadable, type LoadState } from './Loadable'

export interface LoadableListProps<T> {
  list: ListState & LoadState<unknown> & { items: readonly T[] }
  skeleton?: ReactNode
  inline?: boolean
  /** What stands there when the list has nothing. */
  empty: ReactNode
  children: (items: readonly T[]) => ReactNode
}

/** A list of the page that reads on at its end: skeleton, failure, `empty`, or its items with the footer. */
export function LoadableList<T>({ list, empty, children, ...rest }: LoadableListProps<T>) {
  useReadOn(list)
  return (
    <Loadable state={list} {...rest}>
      {() =>
        list.items.length === 0 ? (
          empty
        ) : (
          <>
            {children(list.items)}
            <ListFooter list={list} />
          </>
        )
      }
    </Loadable>
  )
}
