import { OWNER_CODE_ALPHABET, OWNER_CODE_LENGTH } from '@shared/contract/staff/limits'

/** In how many characters a code is printed between dashes. */
const GROUP = 4

const CHARACTER = `[${OWNER_CODE_ALPHABET}]`
const PRINTED = new RegExp(
  Array.from({ length: OWNER_CODE_LENGTH / GROUP }, () => `${CHARACTER}{${GROUP}}`).join('[\\s-]?'),
)

/**
 * The code that was typed or pasted so far, without what stands between its characters; out of a whole line of the
 * terminal the code alone. `odd`: the first character that no code has.
 */
export function ownerCodeIn(text: string): { code: string; odd?: string } {
  const typed = text.normalize('NFKC').toUpperCase()
  const printed = PRINTED.exec(typed)?.[0]
  const characters = [...(printed ?? typed)]
  const code = characters.filter((one) => OWNER_CODE_ALPHABET.includes(one)).slice(0, OWNER_CODE_LENGTH)
  const odd = printed
    ? undefined
    : characters.find((one) => !/[\s\u2010-\u2015-]/.test(one) && !code.includes(one))
  return { code: code.join(''), ...(odd !== undefined && code.length < OWNER_CODE_LENGTH && { odd }) }
}
