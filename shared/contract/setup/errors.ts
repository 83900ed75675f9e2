/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  SETUP_UNDONE: '还有几步没有填好，填完就能开张',
} as const
