/**
 * Money is an integer of fen (分); yuan (元) exist here only, as text.
 * No float takes part: digits are cut, never divided into fractions.
 */

/** The parts of an amount, for type of different sizes. */
export interface YuanParts {
  /** `−` (a real minus sign) or nothing. */
  sign: '' | '−'
  /** Grouped by thousands, e.g. `12,800`. */
  integer: string
  /** Always two digits. */
  cents: string
}

/** @throws RangeError when `fen` is not a safe integer: an amount is never rounded on its way to the screen. */
export function splitYuan(fen: number): YuanParts {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const integer = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return { sign: fen < 0 ? '−' : '', integer, cents: digits.slice(-2) }
}

export interface FormatOptions {
  /** `auto` drops what says nothing: 12800 → `128`, 4990 → `49.9`. `always` writes both digits. */
  decimals?: 'auto' | 'always'
}

/** Cents as they are shown, without the dot: `''`, `'9'` or `'95'` for `auto`. */
export function shownCents(cents: string, decimals: 'auto' | 'always'): string {
  return decimals === 'always' ? cents : cents.replace(/0+$/, '')
}

/** An amount as text without `¥`: 1286420 → `12,864.20`. */
export function formatYuan(fen: number, { decimals = 'always' }: FormatOptions = {}): string {
  const { sign, integer, cents } = splitYuan(fen)
  const shown = shownCents(cents, decimals)
  return `${sign}${integer}${shown && `.${shown}`}`
}

/**
 * An amount for machines (template fields, files, remarks): digits and a point, always two decimals, nothing that
 * groups: 201600 → `2016.00`. Below 0 with the hyphen that every parser knows: `-6.35`.
 * WeChat refuses an amount field with a comma for good (47003):
 * https://developers.weixin.qq.com/miniprogram/dev/OpenApiDoc/mp-message-management/subscribe-message/sendMessage.html
 * @throws RangeError when `fen` is not a safe integer
 */
export function plainYuan(fen: number): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not an amount in fen: ${fen}`)
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** The largest amount a person can type: ten million yuan, well inside the exact integers. */
const LONGEST_INTEGER = 8

/**
 * Reads what a person typed as yuan: `128`, `49.9`, `1,286.42`, `¥5`, full-width digits.
 * @returns fen, or null when it is no exact, non-negative amount of at most two decimals
 */
export function parseYuan(text: string): number | null {
  const plain = text.normalize('NFKC').replace(/[¥\s]/g, '').replace(/。/g, '.')
  const match = /^(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{0,2}))?$/.exec(plain)
  if (!match) return null
  const [, whole, fraction] = match
  if (whole === undefined && !fraction) return null
  const integer = (whole ?? '0').replace(/,/g, '').replace(/^0+(?=\d)/, '')
  if (integer.length > LONGEST_INTEGER) return null
  return Number(integer + (fraction ?? '').padEnd(2, '0'))
}
