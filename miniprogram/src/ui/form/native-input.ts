import { isWeb } from '@/platform/env'

/**
 * text · number: whole numbers · digit: with a point · phone: a telephone number · nickname: WeChat offers the user's
 * own and looks at what is typed
 */
export type Keyboard = 'text' | 'number' | 'digit' | 'phone' | 'nickname'

/**
 * No limit of ours: it only keeps a whole book out of a line. An input that cuts what is pasted cuts before anybody has
 * read it (`+86 138…` would lose its end, and 36500 days become 3650), so what does not fit is said and never cut.
 */
const PASTED_MOST = 1_000

const MODES: Record<Exclude<Keyboard, 'text' | 'nickname'>, string> = {
  number: 'numeric',
  digit: 'decimal',
  phone: 'tel',
}

/**
 * How the phone's own input is set up. A browser's `type=number` throws away what is no number of its own, full-width
 * figures and `¥1,234` among it: there the keyboard alone follows. A browser is told what the field is called, too.
 */
export function nativeInput(keyboard: Keyboard, label?: string) {
  if (isWeb) {
    // A browser has no nickname to offer.
    const isPlain = keyboard === 'text' || keyboard === 'nickname'
    const named = label === undefined ? {} : { 'aria-label': label }
    return { maxlength: PASTED_MOST, nativeProps: isPlain ? named : { inputMode: MODES[keyboard], ...named } }
  }
  if (keyboard === 'text') return { maxlength: PASTED_MOST }
  // WeChat has no keyboard for telephones.
  return { maxlength: PASTED_MOST, type: keyboard === 'phone' ? ('number' as const) : keyboard }
}
