import type { StateOnStage } from '../../server/control'
import { element, yuan } from '../shared'

type Move = StateOnStage['moves'][number]

const SHOWN_MS = 7_000

/** Money that moves is felt on the phone it concerns: its frame glows, and the sum stands at its edge for a while. */
export function createMoves(columns: Readonly<Record<string, HTMLElement>>) {
  const places = new Map(Object.entries(columns).map(([who, column]) => [who, noticeOn(column)]))
  /** What was there when the stage was opened is no news. */
  let seen: Set<string> | undefined

  return {
    show(moves: readonly Move[]): void {
      const fresh = seen ? moves.filter(({ id }) => !seen?.has(id)) : []
      seen = new Set([...(seen ?? []), ...moves.map(({ id }) => id)])
      for (const move of fresh) places.get(move.who)?.(move)
    },
  }
}

/** @returns shows a movement on a phone, in place of the one before */
function noticeOn(column: HTMLElement): (move: Move) => void {
  const notice = element('p', { className: 'moved' })
  notice.setAttribute('role', 'status')
  column.querySelector('.device')?.append(notice)
  let timer = 0
  return ({ fen, what }) => {
    notice.textContent = `${fen < 0 ? '−' : '+'}¥${yuan(Math.abs(fen))} ${what}`
    column.classList.toggle('out', fen < 0)
    column.classList.add('moves')
    clearTimeout(timer)
    timer = window.setTimeout(() => column.classList.remove('moves', 'out'), SHOWN_MS)
  }
}
