/** What the stage and the bridge in each phone share. Both run in the browser. */

export interface LocalClock {
  now: number
  offsetMs: number
}

/** The shop that is shown, as `/local/shop` has it. */
export interface StageShop {
  /** Whether it is the demo's. */
  demo: boolean
  /** Empty as long as it has none. */
  name: string
  /** By which somebody becomes its owner; only while it is nobody's. */
  ownerCode?: string
}

export const getShop = (): Promise<StageShop> => getJson<StageShop>('/local/shop')

export async function getJson<T>(path: string): Promise<T> {
  return read<T>(await ask(path))
}

export async function postJson<T>(path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json' }
  return read<T>(await ask(path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

/** @throws Error in words for whoever stands before the stage: a browser's own are its language's */
async function ask(path: string, request?: RequestInit): Promise<Response> {
  try {
    return await fetch(path, request)
  } catch {
    throw new Error('榕铺没有回应，请看看终端里它还在不在')
  }
}

async function read<T>(answer: Response): Promise<T> {
  const value = (await answer.json().catch(() => ({}))) as T & { message?: string }
  if (!answer.ok) throw new Error(value.message ?? `HTTP ${answer.status}`)
  return value
}

export const yuan = (fen: number): string => (fen / 100).toFixed(2).replace(/\B(?=(\d{3})+(?!\d))/g, ',')

const SHANGHAI_MS = 8 * 3600_000
const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六']

/** An instant on the shop's wall clock. */
export function wallClock(at: number) {
  const date = new Date(at + SHANGHAI_MS)
  const two = (value: number) => String(value).padStart(2, '0')
  return {
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: WEEKDAYS[date.getUTCDay()] ?? '',
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`,
    /** The same for all instants of one day. */
    dayNumber: Math.floor((at + SHANGHAI_MS) / (24 * 3600_000)),
  }
}

/** What the stage tells a phone in its frame. */
export type StageMessage =
  | { banyan: 'clock'; offsetMs: number }
  /** Something changed on another phone: what is shown may be stale. */
  | { banyan: 'refresh' }

/** Makes an element; `text` is never HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  options: { className?: string; text?: string; children?: (Node | string)[] } = {},
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name)
  if (options.className) made.className = options.className
  if (options.text !== undefined) made.textContent = options.text
  made.append(...(options.children ?? []))
  return made
}

/** Drawings of our own as elements. Never call it with anything that came over the wire. */
export function drawing(svg: string): SVGElement {
  const holder = document.createElement('template')
  holder.innerHTML = svg
  return holder.content.firstElementChild as SVGElement
}
