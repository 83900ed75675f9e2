import { FAULTS, gateOf, type FaultName } from '../../../emulator/src/faults/names'
import type { PlanReport } from '../../../emulator/src/faults'
import { drawing, element, getJson, postJson } from '../shared'
import { FAULT_WORDS, PLACES, placeName } from './fault-words'

const BOLT =
  '<svg viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round">' +
  '<path d="M13 3 5.5 13.5H11L10 21l8-11h-5.5z"/></svg>'
/** The latest that are shown. */
const MOST_HITS = 4

/** Lets one request go wrong, and shows what it hit. */
export function createFaultPanel(panel: HTMLFormElement, { say }: { say(sentence: string): void }) {
  const opener = element('button', { className: 'opener', children: [drawing(BOLT), '故障'] })
  opener.type = 'button'
  opener.setAttribute('aria-expanded', 'false')
  opener.setAttribute('aria-controls', panel.id)

  const place = element('select')
  place.append(
    ...PLACES.map(({ gate, name, kinds }) => {
      const group = element('optgroup', {
        children: [
          option(gate, `${name}：任何请求`),
          ...kinds.map(([at, kind]) => option(at, `${name}：${kind}`)),
        ],
      })
      group.label = name
      return group
    }),
  )
  const count = element('input')
  Object.assign(count, { type: 'number', min: '1', max: '999', value: '1', required: true })
  const fault = element('select')
  const arm = element('button', { className: 'arm', text: '生效' })
  const clear = element('button', { text: '清除' })
  clear.type = 'button'
  const state = element('div', { className: 'state' })
  state.setAttribute('role', 'status')
  panel.append(
    element('p', {
      className: 'about',
      text: '让一次请求出错，看看买家会不会多付、商家会不会丢单。只错这一次，前后的请求都照常。',
    }),
    row('哪里', place),
    row('第几次', count, '从生效起数，这一处的第几个请求出错'),
    row('怎么坏', fault),
    element('div', { className: 'acts', children: [clear, arm] }),
    state,
  )

  function offer(): void {
    const gate = gateOf(place.value)
    const offered: readonly FaultName[] = gate ? FAULTS[gate] : []
    const chosen = fault.value
    fault.replaceChildren(
      ...Object.entries(FAULT_WORDS)
        .filter(([name]) => offered.includes(name as FaultName))
        .map(([name, words]) => option(name, words)),
    )
    if (offered.includes(chosen as FaultName)) fault.value = chosen
  }

  function toggle(open: boolean): void {
    panel.hidden = !open
    opener.setAttribute('aria-expanded', String(open))
  }

  function show({ armed, planned, requests }: PlanReport): void {
    const hits = (armed ? requests : []).flatMap((request, i) =>
      request.fault ? [{ ...request, number: i + 1 }] : [],
    )
    const waits = planned.length > hits.length
    opener.classList.toggle('waits', waits)
    opener.classList.toggle('hit', hits.length > 0)
    clear.disabled = !armed
    const lines = hits
      .slice(-MOST_HITS)
      .map(({ at, fault: met, number }) =>
        line('hit', `第 ${number} 个请求`, `${placeName(at)}：${wordsOf(met)}`),
      )
    if (hits.length > 0) lines.push(line('none', '', '第几个请求：从生效起，全店所有请求一起数'))
    const [next] = planned
    if (waits && next)
      lines.push(line('waits', `等第 ${next.k} 次`, `${placeName(next.at)}：${wordsOf(next.fault)}`))
    state.replaceChildren(...(lines.length > 0 ? lines : [line('none', '', '一切正常')]))
  }

  async function refresh(): Promise<void> {
    show(await getJson<PlanReport>('/local/faults'))
  }

  async function ask(path: string, body: object): Promise<void> {
    try {
      show(await postJson<PlanReport>(path, body))
    } catch (error) {
      say(error instanceof Error ? error.message : '没有成功')
    }
  }

  opener.addEventListener('click', () => toggle(panel.hasAttribute('hidden')))
  panel.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape') return
    toggle(false)
    opener.focus()
  })
  place.addEventListener('change', offer)
  clear.addEventListener('click', () => void ask('/local/faults/clear', {}))
  panel.addEventListener('submit', (event) => {
    event.preventDefault()
    void ask('/local/faults', { faults: [{ at: place.value, k: count.valueAsNumber, fault: fault.value }] })
  })
  offer()
  return { opener, refresh }
}

const wordsOf = (fault: FaultName | undefined): string =>
  Object.entries(FAULT_WORDS).find(([name]) => name === fault)?.[1] ?? fault ?? ''

function option(value: string, text: string): HTMLOptionElement {
  const made = element('option', { text })
  made.value = value
  return made
}

function row(name: string, field: HTMLElement, note = ''): HTMLElement {
  const said = note ? [element('small', { text: note })] : []
  field.setAttribute('aria-label', name)
  return element('label', { children: [element('span', { text: name }), field, ...said] })
}

const line = (className: string, when: string, what: string): HTMLElement =>
  element('div', {
    className,
    children: [...(when ? [element('b', { text: when })] : []), element('span', { text: what })],
  })
