import type { InputOf } from '@shared/contract'
import { misfit, type TextLimit } from '@shared/text/length'
import type { Settings } from '../hooks'

export type SettingsInput = Omit<InputOf<'merchant/settings.save'>, 'version'>

/** The form of one group of the settings: as it is typed, what is wrong with it in words, and what is sent. */
export interface GroupForm<F extends object> {
  read: (settings: Settings) => F
  /** By field; nothing when it can be saved. */
  errors: (form: F) => Partial<Record<keyof F, string>>
  /** Call it on a form without errors. */
  input: (form: F) => SettingsInput
}

/** Why a line does not fit, beginning with what it is called. */
export function lineError(what: string, text: string, limit: TextLimit): string | undefined {
  const wrong = misfit(text, limit)
  if (wrong === 'short') return limit.least === 1 ? `请填${what}` : `${what}至少 ${limit.least} 个字`
  return wrong && `${what}最多 ${limit.most} 个字`
}

/** Figures as they were typed, full-width ones included; null for anything else, or outside the bounds. */
export function wholeOf(typed: string, { least, most }: { least: number; most: number }): number | null {
  const plain = typed.normalize('NFKC').trim()
  const value = /^\d{1,9}$/.test(plain) ? Number(plain) : NaN
  return value >= least && value <= most ? value : null
}

/** Without the fields that are right. */
export function onlyWrong<K extends string>(
  errors: Record<K, string | undefined>,
): Partial<Record<K, string>> {
  return Object.fromEntries(Object.entries(errors).filter(([, error]) => error !== undefined)) as Partial<
    Record<K, string>
  >
}
