/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  OWNER_CODE_WRONG: '口令不对，或者已经用过、过期了；可以重新部署一次拿到新的',
  OWNER_CODE_TRIES: '试得太多了，请一小时后再试',
} as const
