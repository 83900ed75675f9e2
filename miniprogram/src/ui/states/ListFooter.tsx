import { View } from '@tarojs/components'
import { useReachBottom } from '@/platform/page'
import './ListFooter.scss'

export interface ListState {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  /** Set when the last page could not be read. */
  isFetchNextPageError?: boolean
  fetchNextPage: () => Promise<unknown>
}

/** Reads on when the page is scrolled to its end. react-query's infinite result fits. */
export function useReadOn(list: ListState): void {
  useReachBottom(() => {
    if (list.hasNextPage && !list.isFetchingNextPage && !list.isFetchNextPageError) void list.fetchNextPage()
  })
}

/** The end of a list: more is coming, that was all, or it did not work. */
export function ListFooter({ list, end = '到底了' }: { list: ListState; end?: string }) {
  if (list.isFetchNextPageError) {
    return (
      <View className="ui-list-footer" role="button" onClick={() => void list.fetchNextPage()}>
        没有加载出来，点这里再试
      </View>
    )
  }
  if (list.hasNextPage) {
    return (
      <View
        className="ui-list-footer"
        role="button"
        aria-disabled={list.isFetchingNextPage}
        {...(list.isFetchingNextPage ? {} : { onClick: () => void list.fetchNextPage() })}
      >
        {list.isFetchingNextPage ? '正在加载…' : '查看更多'}
      </View>
    )
  }
  return <View className="ui-list-footer">{end}</View>
}
