import { OWNER_CODE_ALPHABET, OWNER_CODE_LENGTH } from '@shared/contract/staff/limits'

/** A new owner's code; `pick` takes a whole number from 0 to below its argument by chance that nobody can foresee. */
export function newOwnerCode(pick: (below: number) => number): string {
  const character = () => OWNER_CODE_ALPHABET.charAt(pick(OWNER_CODE_ALPHABET.length))
  return Array.from({ length: OWNER_CODE_LENGTH }, character).join('')
}

/** As people read it: `ABCD-EFGH-JKLM-NPQR`. */
export function printedOwnerCode(code: string): string {
  return code.replace(/.{4}(?=.)/g, '$&-')
}
