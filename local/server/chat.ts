import { randomUUID } from 'node:crypto'
import { DEMO_PEOPLE } from './phones'
import { HttpError, type JsonFile } from '../../emulator/src/base'

/** A share card as it stands in the chat; opening it opens `path` on a phone. */
export interface ChatCard {
  title: string
  desc: string
  /** Behind `#/`, with its query. */
  path: string
  picture: string
}

export interface ChatMessage {
  id: string
  /** A phone's name, or somebody without a phone. */
  from: string
  name: string
  at: number
  text?: string
  card?: ChatCard
}

export interface Chat {
  list(): ChatMessage[]
  say(from: string, text: unknown): ChatMessage
  share(from: string, card: Record<string, unknown>): ChatMessage
}

const MOST_MESSAGES = 200

export function createChat(memory: JsonFile<ChatMessage[]>, now: () => number, onChange: () => void): Chat {
  function add(message: Pick<ChatMessage, 'from' | 'text' | 'card'>): ChatMessage {
    const added = { id: randomUUID(), name: nameOf(message.from), at: now(), ...message }
    memory.set([...memory.get(), added].slice(-MOST_MESSAGES))
    onChange()
    return added
  }
  return {
    list: () => memory.get(),
    say: (from, text) => add({ from, text: textOf(text, 500, true) }),
    share: (from, card) =>
      add({
        from,
        card: {
          title: textOf(card['title'], 200, true),
          desc: textOf(card['desc'], 200),
          path: textOf(card['path'], 500, true),
          picture: textOf(card['picture'], 500),
        },
      }),
  }
}

export function nameOf(who: string): string {
  return who in DEMO_PEOPLE ? DEMO_PEOPLE[who as keyof typeof DEMO_PEOPLE].name : who
}

function textOf(value: unknown, limit: number, required = false): string {
  const text = typeof value === 'string' ? value.trim().slice(0, limit) : ''
  if (required && text === '') throw new HttpError(400, '内容不能为空')
  return text
}

/** What the group had said before the shop came; one that is still to be set up is waited for. */
export function openingMessages(now: number, empty = false): ChatMessage[] {
  const before = (minutes: number) => now - minutes * 60_000
  if (empty)
    return [
      {
        id: 'opening-1',
        from: 'zhou',
        name: '周老师',
        at: before(9),
        text: '听说店快开了？开张了发到群里来看看',
      },
    ]
  return [
    {
      id: 'opening-1',
      from: 'zhou',
      name: '周老师',
      at: before(12),
      text: '天冷了，有没有喝着暖的岩茶推荐？',
    },
    {
      id: 'opening-2',
      from: 'distributor',
      name: nameOf('distributor'),
      at: before(9),
      text: '有的，我常喝一家山里直发的',
    },
    { id: 'opening-3', from: 'zhou', name: '周老师', at: before(8), text: '发来看看' },
  ]
}
