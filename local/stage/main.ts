import { createChatView } from './parts/chat'
import { createClockBar } from './parts/clock'
import { createFaultPanel } from './parts/faults'
import { fitBoard } from './parts/fit'
import { createOwnerCode } from './parts/owner'
import { createPhones } from './parts/phones'
import { createSums } from './parts/sums'
import { getShop } from './shared'

/** The stage: three phones, the group between them, the shop's clock and what one sale came to. */
const byId = (id: string) => document.getElementById(id) as HTMLElement

const SUBJECT = { demo: '一单生意，三个人同时看见', own: '从一间空店，到它的第一单' }

async function start(): Promise<void> {
  let shop = await getShop()
  byId('subject').textContent = shop.demo ? SUBJECT.demo : SUBJECT.own
  fitBoard(byId('board'))
  const say = createSay(byId('say'))
  const phones = createPhones(
    { buyer: byId('buyer'), distributor: byId('distributor'), merchant: byId('merchant') },
    shop,
  )
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

  /** The demo's stays as it is. */
  async function look(): Promise<void> {
    if (shop.demo) return
    shop = await getShop()
    phones.show(shop)
    owner.show(shop)
  }

  const events = new EventSource('/local/events')
  const on = (kind: string, hear: (data: unknown) => void) =>
    events.addEventListener(kind, (event: MessageEvent<string>) => hear(JSON.parse(event.data)))

  on('clock', () => void clock.refresh())
  on('faults', () => void faults.refresh())
  on('chat', () => void look().then(chat.refresh))
  on('state', (data) => {
    phones.refresh((data as { by?: string } | null)?.by)
    void look()
    void sums.refresh()
  })
  on('show', (data) => {
    const asked = data as { who: string; path: string } | null
    if (asked) phones.open(asked.who, asked.path)
  })
  on('code', () => phones.reload())
  // Whatever happened while the server was away.
  events.addEventListener('open', () => {
    void clock.refresh()
    void faults.refresh()
    void look().then(chat.refresh)
    void sums.refresh()
  })
}

function createSay(line: HTMLElement): (sentence: string) => void {
  let timer = 0
  return (sentence) => {
    line.textContent = sentence
    line.classList.add('on')
    clearTimeout(timer)
    timer = window.setTimeout(() => line.classList.remove('on'), 3500)
  }
}

void start()
