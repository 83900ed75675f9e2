import { errors } from './collected/errors'
import { refusals } from './collected/refuses'

/** What any call may answer. */
const COMMON_SENTENCES = {
  BAD_INPUT: '填写的内容有误，请检查后再试',
  NOT_FOUND: '内容不存在或已失效',
  FORBIDDEN: '你没有权限进行这项操作',
  UNAUTHENTICATED: '请在微信中打开后再试',
  UNKNOWN_CALL: '当前版本过低，请更新后再试',
  BUSY: '现在人有点多，请稍后再试',
  TOO_OFTEN: '操作太频繁了，请稍后再试',
  INTERNAL: '出了点小问题，没丢也没重复，请稍后再试',
  VERSION_CONFLICT: '内容刚刚被别人改过，请刷新后再改',
} as const

/**
 * Every error a call may answer: its code and the sentence a user reads; each domain names its own.
 * A developer finds the cause in the log under the request id.
 */
const sentences = { ...COMMON_SENTENCES, ...errors } as const
type Sentences = typeof sentences
/** One that is not collected (of a domain of the tests) adds its own by declaration merging. */
export interface ErrorSentences extends Sentences {}
export const ERROR_SENTENCES: Readonly<ErrorSentences> = sentences as ErrorSentences

export type ErrorCode = keyof ErrorSentences

/** The codes of other domains with which a call (by its full name) may be refused: their `errors.ts` say so. */
export function refusedBy(call: string): ErrorCode[] {
  return (refusals as readonly Record<string, readonly ErrorCode[]>[]).flatMap((one) => one[call] ?? [])
}

/** Codes that any call may answer, beside the ones it lists itself. */
export const COMMON_ERRORS = [
  'BAD_INPUT',
  'FORBIDDEN',
  'UNAUTHENTICATED',
  'UNKNOWN_CALL',
  'BUSY',
  'INTERNAL',
  // Everything may go by the shop's settings, which people write by hand.
  'SHOP_SETTINGS',
] as const satisfies readonly ErrorCode[]

/**
 * A refusal that a user can understand. `cause` is for the log only, `details` for the client, as the call names them.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly details: unknown

  constructor(
    readonly code: ErrorCode,
    options: { sentence?: string; cause?: unknown; details?: unknown } = {},
  ) {
    super(options.sentence ?? ERROR_SENTENCES[code], { cause: options.cause })
    this.details = options.details
  }
}
