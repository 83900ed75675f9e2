/** What checks have found. `wrong` keeps a deployment from working, `look` is for a person to decide. */
export function createFindings() {
  const found = []
  const add = (kind) => (what, cure) => void found.push({ kind, what, cure })
  return {
    found,
    fine: add('fine'),
    look: add('look'),
    wrong: add('wrong'),
    isWrong: () => found.some(({ kind }) => kind === 'wrong'),
    /** One line each, and one for its cure. */
    lines: () =>
      found.flatMap(({ kind, what, cure }) => [
        `${MARKS[kind]} ${what}`,
        ...(cure === undefined ? [] : [`    ${cure}`]),
      ]),
  }
}

const MARKS = { fine: '✓', look: '!', wrong: '✗' }
