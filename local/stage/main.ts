import { createChatView } from './parts/chat'
import { createClockBar } from './parts/clock'
import { createFaultPanel } from './parts/faults'
import { fitBoard } from './parts/fit'
import { createPhones } from './parts/phones'
import { createSums } from './parts/sums'

/** The stage: three phones, the group between them, the shop's clock and what one sale came to. */
const byId = (id: string) => document.getElementById(id) as HTMLElement

fitBoard(byId('board'))
const phones = createPhones({
  buyer: byId('buyer'),
  distributor: byId('distributor'),
  merchant: byId('merchant'),
})
const say = createSay(byId('say'))
const faults = createFaultPanel(byId('faults') as HTMLFormElement, { say })
const clock = createClockBar(byId('clock'), { say, onOffset: phones.setOffset, last: faults.opener })
const chat = createChatView(byId('group'), { say, open: (path) => phones.open('buyer', path) })
const sums = createSums(byId('sums'))

const events = new EventSource('/local/events')
const on = (kind: string, hear: (data: unknown) => void) =>
  events.addEventListener(kind, (event: MessageEvent<string>) => hear(JSON.parse(event.data)))

on('clock', () => void clock.refresh())
on('faults', () => void faults.refresh())
on('chat', () => void chat.refresh())
on('state', (data) => {
  phones.refresh((data as { by?: string } | null)?.by)
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
  void chat.refresh()
  void sums.refresh()
})

function createSay(line: HTMLElement): (sentence: string) => void {
  let timer = 0
  return (sentence) => {
    line.textContent = sentence
    line.classList.add('on')
    clearTimeout(timer)
    timer = window.setTimeout(() => line.classList.remove('on'), 3500)
  }
}
