import { drawing, element, getJson, postJson, wallClock, type LocalClock } from '../shared'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

const FACE =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">' +
  '<circle cx="12" cy="12" r="8.5"/><path d="M12 7v5.3l3.5 2"/></svg>'

/** The shop's clock and the buttons that move it on; it never goes back. */
export function createClockBar(
  bar: HTMLElement,
  parts: {
    say(sentence: string): void
    onOffset(offsetMs: number): void
    /** Stands at the end of the bar. */
    last: HTMLElement
  },
) {
  const { say, onOffset, last } = parts
  let offsetMs = 0
  const time = element('b', { className: 'num' })
  const ahead = element('span', { className: 'chip', text: '现在' })
  const buttons = [
    button('+30 分钟', () => advance(30 * MINUTE)),
    button('+1 天', () => advance(DAY)),
    button('快进到结算', forward),
  ]
  buttons.at(-1)?.classList.add('settle')
  bar.append(drawing(FACE), time, ahead, ...buttons, last)

  function show(): void {
    const { month, day, weekday, time: hours } = wallClock(Date.now() + offsetMs)
    time.textContent = `${month} 月 ${day} 日 ${weekday} ${hours}`
    ahead.textContent = offsetMs < MINUTE ? '现在' : `已快进 ${span(offsetMs)}`
    ahead.title = offsetMs < MINUTE ? '' : '时间只能向前；npm run reset 从头开始'
  }

  async function refresh(): Promise<void> {
    ;({ offsetMs } = await getJson<LocalClock>('/local/clock'))
    show()
    onOffset(offsetMs)
  }

  function button(text: string, act: () => Promise<void>): HTMLButtonElement {
    const made = element('button', { text })
    made.type = 'button'
    made.addEventListener('click', () => {
      for (const each of buttons) each.disabled = true
      act()
        .catch((error: unknown) => say(error instanceof Error ? error.message : '没有成功'))
        .finally(() => {
          for (const each of buttons) each.disabled = false
        })
    })
    return made
  }

  async function advance(ms: number): Promise<void> {
    await postJson('/local/clock/advance', { ms })
    await refresh()
  }

  async function forward(): Promise<void> {
    const { movedMs, sentence } = await postJson<{ movedMs: number; sentence: string }>(
      '/local/clock/settlement',
      {},
    )
    await refresh()
    say(movedMs >= MINUTE ? `快进了 ${span(movedMs)}：${sentence}` : sentence)
  }

  show()
  setInterval(show, 1000)
  return { refresh }
}

/** A span in words, to the largest two units. */
function span(ms: number): string {
  const minutes = Math.round(ms / MINUTE)
  const days = Math.floor(minutes / 1440)
  const hours = Math.floor((minutes % 1440) / 60)
  if (days > 0) return `${days} 天${hours > 0 ? ` ${hours} 小时` : ''}`
  return hours > 0 ? `${hours} 小时${minutes % 60 > 0 ? ` ${minutes % 60} 分` : ''}` : `${minutes} 分钟`
}
