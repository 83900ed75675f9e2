/** Sixteen characters that nobody takes for one another: 80 bits. */
export const OWNER_CODE_ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
export const OWNER_CODE_LENGTH = 16
export const OWNER_CODE = /^[A-HJ-NP-Z2-9]{16}$/
/** What is typed or pasted may have blanks and dashes between them. */
export const OWNER_CODE_TYPED = 60
