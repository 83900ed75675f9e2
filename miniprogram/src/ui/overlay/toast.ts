import { create } from 'zustand'
import type { IconName } from '../base/Icon'

export interface ToastState {
  text: string
  icon: IconName | undefined
  /** Counts toasts, so that the same words twice are two toasts. */
  round: number
}

export const toastState = create<ToastState>(() => ({ text: '', icon: undefined, round: 0 }))

let timer: ReturnType<typeof setTimeout> | undefined

/** Says a few words for a moment, on whatever page is on top: `toast('已加入购物车', { icon: 'ok' })`. */
export function toast(
  text: string,
  { icon, durationMs }: { icon?: IconName; durationMs?: number } = {},
): void {
  clearTimeout(timer)
  toastState.setState(({ round }) => ({ text, icon, round: round + 1 }))
  // Long sentences stay longer: about 7 characters a second are read.
  const shownMs = durationMs ?? Math.min(4000, 1500 + [...text].length * 70)
  timer = setTimeout(() => toastState.setState({ text: '' }), shownMs)
}
