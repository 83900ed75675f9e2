/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  THREE_LEVELS_UNCONFIRMED: '开三级要先由店主读完说明并签上名字',
  THREE_LEVELS_OWNER: '三级只能由店主本人确认',
} as const
