/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  OWNER_CODE_WRONG: '开店码不对，或者已经用过、过期了',
  OWNER_CODE_TRIES: '试得太多了，请过一会儿再试',
} as const
