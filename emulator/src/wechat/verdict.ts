/**
 * What the local WeChat thinks of a picture: WeChat's own mind is not public, so tests and people plant it in the
 * bytes.
 */

const SUGGESTIONS = ['pass', 'review', 'risky'] as const
/** Of pictures: 100 nothing, 20001 politics, 20002 porn, 20006 crime, 21000 something else. */
const LABELS: readonly number[] = [100, 20001, 20002, 20006, 21000]
/** Such as `wechat-check:risky:20002`, `wechat-check:review`, `wechat-check:lost` and `wechat-check:never`. */
const PLANTED = /wechat-check:(pass|review|risky|lost|never)(?::(\d{3,5}))?/

export interface MediaVerdict {
  suggest: (typeof SUGGESTIONS)[number]
  label: number
}

/** What begins a file that WeChat looks at: JPEG, PNG, BMP, GIF. */
const KINDS = ['ffd8ff', '89504e47', '424d', '47494638'].map((hex) => Buffer.from(hex, 'hex'))

/** `lost`: it cannot be looked at (-1008); `never`: no answer comes. */
export function verdictOn(bytes: Buffer): MediaVerdict | 'lost' | 'never' {
  if (!KINDS.some((kind) => bytes.subarray(0, kind.length).equals(kind))) return 'lost'
  const [, planted = 'pass', number] = PLANTED.exec(bytes.toString('latin1')) ?? []
  if (planted === 'lost' || planted === 'never') return planted
  const suggest = SUGGESTIONS.find((one) => one === planted) ?? 'pass'
  const label = LABELS.find((one) => one === Number(number)) ?? (suggest === 'pass' ? 100 : 21000)
  return { suggest, label }
}
