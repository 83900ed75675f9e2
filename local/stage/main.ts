import { createChatView } from './parts/chat'
import { createClockBar } from './parts/clock'
import { createFaultPanel } from './parts/faults'
import { fitBoard } from './parts/fit'
import { createGuide } from './parts/guide'
import { createLost } from './parts/lost'
import { createMoves } from './parts/moves'
import { createNews } from './parts/news'
import { createOwnerCode } from './parts/owner'
import { createPhones } from './parts/phones'
import { createSums } from './parts/sums'
import { getShop, type StageShop } from './shared'

/**
 * The stage: three phones, the group between them, the shop's clock, what one sale came to, and what a newcomer does
 * next.
 */
const byId = (id: string) => document.getElementById(id) as HTMLElement

const LOOK_AGAIN_MS = 2_000
const SAID_MS = 6_000
const SUBJECT = { demo: '一单生意，三个人同时看见', own: '从一间空店，到它的第一单' }

async function start(): Promise<void> {
  let shop: StageShop | undefined
  const lost = createLost(byId('lost'), () => shop)
  try {
    shop = await getShop()
  } catch {
    lost(true)
    // It is looked for as long as the page stands.
    setTimeout(() => location.reload(), LOOK_AGAIN_MS)
    return
  }
  show(shop, lost)
}

function show(first: StageShop, lost: (gone: boolean) => void): void {
  let shop = first
  byId('subject').textContent = shop.demo ? SUBJECT.demo : SUBJECT.own
  fitBoard(byId('board'))
  const say = createSay(byId('say'))
  const columns = { buyer: byId('buyer'), distributor: byId('distributor'), merchant: byId('merchant') }
  const phones = createPhones(columns, shop)
  const owner = createOwnerCode(byId('merchant'), { say })
  owner.show(shop)
  const faults = createFaultPanel(byId('faults') as HTMLFormElement, { say })
  const clock = createClockBar(byId('clock'), { say, onOffset: phones.setOffset, last: faults.opener })
  const chat = createChatView(byId('group'), {
    say,
    open: (path) => phones.open('buyer', path),
    shop: () => shop,
  })
  const sums = createSums(byId('sums'))
  const moves = createMoves(columns)
  const places = { ...columns, group: byId('group'), clock: byId('clock') }
  const guide = createGuide(byId('guide'), { places, say })
  const news = createNews((state) => {
    sums.show(state)
    moves.show(state.moves)
    guide.show(state.round)
  })

  /** The demo's stays as it is. */
  async function look(): Promise<void> {
    if (shop.demo) return
    shop = await getShop()
    phones.show(shop)
    owner.show(shop)
  }

  const events = new EventSource('/local/events')
  const on = (kind: string, hear: (data: unknown) => unknown) =>
    events.addEventListener(kind, (event: MessageEvent<string>) => void quietly(hear(JSON.parse(event.data))))
  const chatAgain = () => look().then(chat.refresh)

  on('clock', () => Promise.all([clock.refresh(), news.refresh()]))
  on('faults', faults.refresh)
  on('chat', () => Promise.all([chatAgain(), news.refresh()]))
  on('state', (data) => {
    phones.refresh((data as { by?: string } | null)?.by)
    return Promise.all([look(), news.refresh()])
  })
  on('show', (data) => {
    const asked = data as { who: string; path: string } | null
    if (asked) phones.open(asked.who, asked.path)
  })
  on('code', () => phones.reload())
  let away = false
  // Whatever happened while the server was away; a phone may have been left halfway.
  events.addEventListener('open', () => {
    lost(false)
    if (away) phones.reload()
    away = false
    void quietly(Promise.all([clock.refresh(), faults.refresh(), chatAgain(), news.refresh()]))
  })
  events.addEventListener('error', () => {
    away = true
    lost(true)
  })
}

/** What cannot be asked now is asked at the next news; that the server is gone says the stream of them. */
const quietly = (asked: unknown): Promise<unknown> => Promise.resolve(asked).catch(() => undefined)

function createSay(line: HTMLElement): (sentence: string) => void {
  let timer = 0
  return (sentence) => {
    line.textContent = sentence
    line.classList.add('on')
    clearTimeout(timer)
    timer = window.setTimeout(() => line.classList.remove('on'), SAID_MS)
  }
}

void start()
