import type { StateOnStage } from '../../server/control'
import { element, postJson } from '../shared'

type Round = StateOnStage['round']
type Step = Round['steps'][number]

const WHERE: Readonly<Record<Step['place'], string>> = {
  buyer: '买家手机',
  distributor: '推广员手机',
  merchant: '商家手机',
  group: '微信群',
  clock: '店铺时钟',
}

/** Leads a newcomer: how far it is, the one next step, and a light where it is made. */
export function createGuide(
  bar: HTMLElement,
  { places, say }: { places: Readonly<Record<Step['place'], HTMLElement>>; say(sentence: string): void },
) {
  const tasks = new Map(Object.entries(places).map(([place, column]) => [place, taskOf(column)]))
  const list = element('ol')
  const next = element('button', { className: 'next' })
  next.type = 'button'
  next.setAttribute('aria-live', 'polite')
  const again = element('button', { className: 'again', text: '从头再来' })
  again.type = 'button'
  again.title = '从第一步重新开始；店里的数据都在'
  bar.append(list, next, again)
  let lit: Step | undefined

  next.addEventListener('click', () => {
    if (!lit) return
    const place = places[lit.place]
    // A board that is shown whole would only be pushed out of its window.
    if (document.documentElement.classList.contains('flow')) place.scrollIntoView({ block: 'start' })
    place.querySelector<HTMLElement>('iframe, ol, .settle')?.focus({ preventScroll: true })
  })
  again.addEventListener('click', () => {
    again.disabled = true
    postJson('/local/round/restart', {})
      .then(
        () => say('重新开始，从第一步走起'),
        (error: unknown) => say(error instanceof Error ? error.message : '没有成功'),
      )
      .finally(() => (again.disabled = false))
  })

  return {
    show({ steps, behind, outcome }: Round): void {
      lit = steps[behind]
      bar.hidden = false
      list.setAttribute('aria-label', `第 ${Math.min(behind + 1, steps.length)} 步，共 ${steps.length} 步`)
      list.replaceChildren(...steps.map(({ label }, at) => markOf(label, at, behind)))
      again.hidden = behind === 0
      bar.classList.toggle('over', !lit)
      const sentence = lit ? [element('b', { text: whereAndWhat(lit) }), lit.hint] : [outcome]
      // Told by screen readers when it changes, not at each news.
      const words = sentence.map((part) => (typeof part === 'string' ? part : part.textContent)).join('')
      if (next.textContent !== words) next.replaceChildren(...sentence)
      for (const [place, column] of Object.entries(places)) {
        const here = lit?.place === place
        column.classList.toggle('lit', here)
        if (here) tasks.get(place)?.(`第 ${behind + 1} 步 · ${lit!.task}`)
      }
    },
  }
}

const whereAndWhat = ({ place, task }: Step): string => `${WHERE[place]}：${task}`

function markOf(label: string, at: number, behind: number): HTMLElement {
  const done = at < behind
  const mark = element('li', {
    className: done ? 'done' : at === behind ? 'now' : '',
    children: [element('i', { text: done ? '✓' : String(at + 1) }), element('span', { text: label })],
  })
  if (at === behind) mark.setAttribute('aria-current', 'step')
  return mark
}

/** The step's name above the phone where it is made. */
function taskOf(column: HTMLElement): (words: string) => void {
  const task = element('p', { className: 'task' })
  column.querySelector('.caption > div')?.append(task)
  return (words) => (task.textContent = words)
}
