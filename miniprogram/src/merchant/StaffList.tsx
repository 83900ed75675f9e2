import { View } from '@tarojs/components'
import { Fragment, useState, type ReactNode } from 'react'
import type { StaffPermission } from '@shared/contract/permissions'
import type { Topic } from '@shared/contract/topics'
import { useFreshOnShow } from '@/data'
import { StaffOnly, type Allows } from '@/features/staff'
import { useRefresh, type Addressed } from '@/platform'
import {
  cx,
  Empty,
  LoadableList,
  Page,
  SearchBox,
  SegmentedTabs,
  SkeletonList,
  useSearchText,
  type ArtName,
  type LoadableListProps,
} from '@/ui'
import './list.scss'

export interface StaffTab<T extends string> {
  value: T
  label: string
}

/** At least one: the first is the one that a page opens with. */
export type StaffTabs<T extends string> = readonly [StaffTab<T>, ...StaffTab<T>[]]

/** What of the list is looked at. */
export interface StaffView<T extends string> {
  tab: T
  /** What is searched for; empty when nothing is. */
  keyword: string
  allows: Allows
}

export interface StaffListProps<T extends string> {
  title: string
  /** What it takes to see the list. */
  needs: StaffPermission
  /** What the list is about: it is asked again when the page is shown or pulled. */
  about: readonly Topic[]
  tabs?: StaffTabs<T>
  /** The tab as the page's address has it; the first one for any other text. */
  opened?: Addressed
  /** The search box's placeholder; without it nothing can be searched for. */
  search?: string
  /** What is searched for, as the page's address has it. */
  searched?: Addressed
  /** Buttons at the lower edge, for who may see the list. */
  bar?: ReactNode
  children: (view: StaffView<T>) => ReactNode
}

/** A page with a list for the staff: who may see it, search box and tabs above it, `StaffRows` in it. */
export function StaffList<T extends string>({
  title,
  needs,
  about,
  tabs,
  opened,
  search: placeholder,
  searched,
  bar,
  children,
}: StaffListProps<T>) {
  const own = useState<string>()
  const [chosen, choose] = opened ?? own
  const tab = (tabs?.find(({ value }) => value === chosen) ?? tabs?.[0])?.value
  const { text, setText, keyword, search } = useSearchText(searched)
  useRefresh(useFreshOnShow(...about))
  return (
    <Page title={title} {...(bar === undefined ? {} : { bar })}>
      <StaffOnly needs={needs} skeleton={<SkeletonList />}>
        {(allows) => (
          <>
            {placeholder !== undefined && (
              <SearchBox placeholder={placeholder} value={text} onChange={setText} onSearch={search} />
            )}
            {tabs && (
              <View
                className={cx(
                  'm-list__tabs',
                  placeholder !== undefined && 'm-list__tabs--below',
                  tabs.length > 5 && 'm-list__tabs--many',
                )}
              >
                <SegmentedTabs items={[...tabs]} value={tab ?? ''} onChange={choose} />
              </View>
            )}
            {/* Another tab or word is another list: it begins at its top. */}
            <Fragment key={`${tab} ${keyword}`}>{children({ tab: tab as T, keyword, allows })}</Fragment>
          </>
        )}
      </StaffOnly>
    </Page>
  )
}

export interface StaffRowsProps<T> extends Pick<LoadableListProps<T>, 'list' | 'children'> {
  art: ArtName
  /** What stands there when there is nothing. */
  nothing: { title: string; text: string; action?: string; onAction?: () => void }
  /** What was searched for, and what it was searched in: `商品`. */
  found?: { keyword: string; what: string }
}

/** The rows of a `StaffList`, with its skeleton, its failure and its words when there is nothing. */
export function StaffRows<T>({ list, children, art, nothing, found }: StaffRowsProps<T>) {
  const words = found?.keyword
    ? { title: '没有找到', text: `没有名字里带「${found.keyword}」的${found.what}` }
    : nothing
  return (
    <LoadableList list={list} skeleton={<SkeletonList />} empty={<Empty art={art} {...words} />}>
      {children}
    </LoadableList>
  )
}
