import type { CallName, InputOf, OutputOf } from '@shared/contract'
import type { StaffPermission } from '@shared/contract/permissions'
import type { Overview } from '@/features/overview/merchant'
import { go, type ParamsOf, type RouteName } from '@/platform'
import type { IconName } from '@/ui'

/** Calls that are asked for nothing in particular. */
type PlainCall = { [N in CallName]: Record<never, never> extends InputOf<N> ? N : never }[CallName]

/** A number on a tile, asked from a call of the page's own domain. */
export type EntryBadge = {
  [N in PlainCall]: { call: N; count: (answer: OutputOf<N>) => number }
}[PlainCall]

/** What the desk says of a page. */
export interface DeskLine {
  title: string
  text?: string
  /** All is well: nobody has to do anything. */
  calm?: boolean
  /** What it leads to, when that is not the entry's own page. */
  to?: Way
}

/** A page with what it is opened with. */
export type Way = { [N in RouteName]: { name: N; params: ParamsOf<N> } }[RouteName]

/** What a line is written with: an entry imports nothing. */
export interface LineWords {
  /** `4,126`. */
  countText: (count: number) => string
  /** Business days since an instant. */
  daysSince: (at: number) => number
}

/** A line on the desk that leads to the page, said of a call of the page's own domain; nothing when there is none. */
export type EntryLine = {
  [N in PlainCall]: {
    call: N
    say: (answer: OutputOf<N>, words: LineWords) => DeskLine | undefined
  }
}[PlainCall]

/** A figure of 待办 that leads to the page. */
export interface EntryTodo<P> {
  label: string
  /** Where in the row, over all entries. */
  order: number
  count: (todo: Overview['todo']) => number
  /** Red while somebody waits. */
  urgent?: boolean
  params: P
}

/**
 * A page that the merchant's desk leads to: `entry.ts` beside it. It draws the page's tile and its figures of 待办, and
 * says what it takes to see the page (`StaffOnly`). Loaded with the desk, so it imports types only.
 */
export interface Entry<P = Record<never, string>> {
  label: string
  icon: IconName
  permission: StaffPermission
  /** Where among the tiles. */
  order: number
  /** What the tile opens the page with. */
  params?: P
  badge?: EntryBadge
  lines?: readonly EntryLine[]
  todos?: readonly EntryTodo<P>[]
}

/** An entry with the way to its page. */
export interface PlacedEntry extends Omit<Entry, 'params' | 'lines' | 'todos'> {
  route: RouteName
  open: () => void
  lines: readonly EntryLine[]
  todos: readonly (Omit<EntryTodo<unknown>, 'params'> & { open: () => void })[]
}

/** Ties an entry to the page it lies beside. */
export function placed<N extends RouteName>(route: N, entry: Entry<ParamsOf<N>>): PlacedEntry {
  const { params, lines = [], todos = [], ...rest } = entry
  const opened = go as (name: N, params?: ParamsOf<N>) => void
  return {
    ...rest,
    lines,
    route,
    open: () => opened(route, params),
    todos: todos.map(({ params: way, ...todo }) => ({ ...todo, open: () => opened(route, way) })),
  }
}

/** Opens what a line leads to. */
export function openWay({ name, params }: Way): void {
  const open = go as (name: RouteName, params: ParamsOf<RouteName>) => void
  open(name, params)
}

export function inOrder(all: readonly PlacedEntry[]): readonly PlacedEntry[] {
  return [...all].sort((one, other) => one.order - other.order)
}
