import { errors } from './collected/errors'

/** What any call may answer. */
const COMMON_SENTENCES = {
  BAD_INPUT: '填写的内容有误，请检查后再试',
  NOT_FOUND: '内容不存在或已失效',
  FORBIDDEN: '你没有权限进行这项操作',
  UNAUTHENTICATED: '请在微信中打开后再试',
  UNKNOWN_CALL: '当前版本过低，请更新后再试',
  BUSY: '现在人有点多，请稍后再试',
  INTERNAL: '出了点小问题，没丢也没重复，请稍后再试',
  VERSION_CONFLICT: '内容刚刚被别人改过，请刷新后再改',
} as const

/**
 * Every error a call may answer: its code and the sentence a user reads; each domain names its own.
 * A developer finds the cause in the log under the request id.
 */
export const ERROR_SENTENCES = { ...COMMON_SENTENCES, ...errors } as const

export type ErrorCode = keyof typeof ERROR_SENTENCES

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

/** A refusal that a user can understand. `cause` is for the log only. */
export class AppError extends Error {
  override readonly name = 'AppError'

  constructor(
    readonly code: ErrorCode,
    options: { sentence?: string; cause?: unknown } = {},
  ) {
    super(options.sentence ?? ERROR_SENTENCES[code], { cause: options.cause })
  }
}
