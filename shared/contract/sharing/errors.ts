/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  CODE_UNAVAILABLE: '小程序码暂时生成不了，请稍后再试',
} as const
