import { Script, createContext } from 'node:vm'
import { failed } from '../errors'

/** All guarded tests of one query together, in ms of real time. PCRE counts its steps; the effect is the same. */
const BUDGET_MS = 1_000
/** Steps that take no time worth watching. */
const HARMLESS_STEPS = 1_000_000

const sandbox = createContext({ regex: /(?:)/, text: '' }) as { regex: RegExp; text: string }
const test = new Script('regex.test(text)')

/**
 * A test that comes to an end: JavaScript's engine tries every way through a pattern, and `(a+)+$` has as many as 2ⁿ.
 * A text on which that could take long is tested under a watchdog, which costs a fraction of a millisecond.
 * @returns a test that throws, as MongoDB does at PCRE's match limit, when a query's patterns take more than a second
 */
export function guarded(regex: RegExp): (text: string) => boolean {
  const steps = stepsOf(regex.source)
  let budgetMs = BUDGET_MS
  return (text) => {
    if (steps(text.length) <= HARMLESS_STEPS) return regex.test(text)
    const startedAt = performance.now()
    Object.assign(sandbox, { regex, text })
    try {
      return test.runInContext(sandbox, { timeout: Math.max(1, Math.ceil(budgetMs)) }) as boolean
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
      throw failed(`Error executing the regular expression /${regex.source}/: match limit exceeded`)
    } finally {
      sandbox.text = ''
      budgetMs -= performance.now() - startedAt
    }
  }
}

/**
 * How many steps a pattern takes on a text at most, roughly: a repetition multiplies them by the text's length, an
 * optional part doubles them, and what repeats a choice or another repetition has no bound worth the name.
 */
function stepsOf(source: string): (length: number) => number {
  // Literals and classes are one character each; what stands behind an opening bracket is no quantifier.
  let pattern = source
    .replace(/\\.|#/g, 'x')
    .replace(/\[[^\]]*\]/g, 'x')
    .replace(/\(\?(?:[:=!]|<[=!]|<\w+>)/g, '(')
  const repetitions = pattern.match(/(?:[*+]|\{\d+(?:,\d*)?\})\??/g) ?? []
  const optional = (pattern.match(/\?/g) ?? []).length - repetitions.filter((one) => one.endsWith('?')).length
  const steps = (length: number): number => (length + 1) ** (repetitions.length + 1) * 2 ** optional
  // From the innermost group outwards; one which holds a choice or a repetition leaves a mark.
  for (let group = GROUP.exec(pattern); group; group = GROUP.exec(pattern)) {
    const [whole, body = '', quantifier] = group
    const isMarked = /[*+?{|#]/.test(body)
    if (isMarked && quantifier !== '') return () => Infinity
    pattern = pattern.replace(whole, () => (isMarked ? '#' : 'x') + quantifier)
  }
  return steps
}

const GROUP = /\(([^()]*)\)([*+{]?)/
