import { failed } from '../errors'

/**
 * MongoDB's regular expressions are PCRE, in UTF-8: https://www.mongodb.com/docs/manual/reference/operator/query/regex/
 * This translates what both languages have into JavaScript and refuses the rest, so that no pattern silently
 * means something else here than in the cloud. (One that does, written by hand, is `\u4e00`, which PCRE does not know.)
 *
 * @param options any of `i`, `m`, `s`, `x` and `u`.
 */
export function compilePcre(pattern: string, options: string): RegExp {
  const unknown = [...options].find((flag) => !'imsxu'.includes(flag))
  if (unknown !== undefined) throw failed(`invalid flag in regex options: ${unknown}`)
  const leading = /^\(\?([imsx]+)\)/.exec(pattern)
  const flags = new Set([...options, ...(leading?.[1] ?? '')])
  const source = new Translation(pattern.slice(leading?.[0].length ?? 0), flags).run()
  try {
    return new RegExp(source, flags.has('i') ? 'iu' : 'u')
  } catch (error) {
    throw invalid((error as Error).message)
  }
}

const invalid = (why: string): Error => failed(`Regular expression is invalid: ${why}`)

const END = '(?![\\s\\S])'
const SPACE = '\\t\\n\\v\\f\\r '
/** Escapes which are spelt otherwise in JavaScript. */
const ESCAPES: Record<string, string> = {
  A: '(?<![\\s\\S])',
  z: END,
  Z: `(?=\\n?${END})`,
  a: '\\x07',
  e: '\\x1b',
  h: '[\\t\\p{Zs}]',
  N: '[^\\n]',
  R: '(?:\\r\\n|[\\n\\v\\f\\r\\x85\\u2028\\u2029])',
  s: `[${SPACE}]`,
  S: `[^${SPACE}]`,
}
const CLASS_ESCAPES: Record<string, string> = { ...ESCAPES, h: '\\t\\p{Zs}', s: SPACE, b: '\\x08' }
const SAME = 'dDwWbBfnrtvcx0123456789pPk'
const POSIX: Record<string, string> = {
  alpha: 'a-zA-Z',
  digit: '0-9',
  alnum: 'a-zA-Z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: SPACE,
  blank: '\\t ',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
  word: '\\w',
}

class Translation {
  private at = 0

  constructor(
    private readonly pattern: string,
    private readonly flags: ReadonlySet<string>,
  ) {}

  run(): string {
    let out = ''
    while (this.at < this.pattern.length) out += this.next()
    return out
  }

  private next(): string {
    const char = this.take()
    switch (char) {
      case '\\':
        return this.escape(false)
      case '[':
        return this.characterClass()
      case '(':
        return this.group()
      case '.':
        return this.flags.has('s') ? '[\\s\\S]' : '[^\\n]'
      case '^':
        return this.flags.has('m') ? '(?<![^\\n])' : '^'
      case '$':
        return this.flags.has('m') ? '(?![^\\n])' : `(?=\\n?${END})`
      case '{':
        return /^\d+(,\d*)?\}/.test(this.pattern.slice(this.at)) ? '{' : '\\{'
      case '}':
        return /\{\d+(,\d*)?\}$/.test(this.pattern.slice(0, this.at)) ? '}' : '\\}'
      case ']':
        return '\\]'
    }
    if (this.flags.has('x')) {
      if (/\s/.test(char)) return ''
      if (char === '#') {
        const end = this.pattern.indexOf('\n', this.at)
        this.at = end < 0 ? this.pattern.length : end
        return ''
      }
    }
    return char
  }

  private take(): string {
    const char = String.fromCodePoint(this.pattern.codePointAt(this.at)!)
    this.at += char.length
    return char
  }

  private escape(inClass: boolean): string {
    if (this.at >= this.pattern.length) throw invalid('\\ at end of pattern')
    const char = this.take()
    const braces = char === 'x' ? /^\{([0-9A-Fa-f]+)\}/.exec(this.pattern.slice(this.at)) : null
    if (braces) {
      this.at += braces[0].length
      return `\\u{${braces[1]!}}`
    }
    const property = 'pP'.includes(char) ? /^\{(\^?)([A-Za-z_]+)\}/.exec(this.pattern.slice(this.at)) : null
    if (property) {
      this.at += property[0].length
      const negated = (char === 'P') !== (property[1] === '^')
      const name = property[2]!
      return `\\${negated ? 'P' : 'p'}{${name.length > 2 ? `Script=${name}` : name}}`
    }
    const other = inClass ? CLASS_ESCAPES : ESCAPES
    if (Object.hasOwn(other, char)) return other[char]!
    if (SAME.includes(char)) return `\\${char}`
    if ('LlUu'.includes(char)) throw invalid('PCRE does not support \\L, \\l, \\N{name}, \\U, or \\u')
    if (/[A-Za-z]/.test(char)) throw invalid(`\\${char} is not supported locally`)
    return /[\^$\\.*+?()[\]{}|/-]/.test(char) && (inClass || char !== '-') ? `\\${char}` : char
  }

  private group(): string {
    const rest = this.pattern.slice(this.at)
    const comment = /^\?#[^)]*\)/.exec(rest)
    if (comment) {
      this.at += comment[0].length
      return ''
    }
    const named = /^\?P?<(?![=!])/.exec(rest)
    if (named) {
      this.at += named[0].length
      return '(?<'
    }
    const plain = /^\?(:|=|!|<=|<!)/.exec(rest)
    if (plain) {
      this.at += plain[0].length
      return `(${plain[0]}`
    }
    if (rest.startsWith('?') || rest.startsWith('*')) {
      throw invalid(`the group (${rest.slice(0, 2)} is not supported locally`)
    }
    return '('
  }

  private characterClass(): string {
    let out = '['
    if (this.pattern[this.at] === '^') out += this.take()
    if (this.pattern[this.at] === ']') out += `\\${this.take()}`
    // A hyphen beside a class such as \w is itself; JavaScript would refuse it as half a range.
    let afterClass = false
    while (this.at < this.pattern.length) {
      const posix = /^\[:(\w+):\]/.exec(this.pattern.slice(this.at))
      if (posix) {
        if (!Object.hasOwn(POSIX, posix[1]!)) throw invalid('unknown POSIX class name')
        this.at += posix[0].length
        out += POSIX[posix[1]!]!
        afterClass = true
        continue
      }
      const char = this.take()
      if (char === ']') return `${out}]`
      if (char === '\\') {
        afterClass = /[dDwWsSpPh]/.test(this.pattern[this.at] ?? '')
        out += this.escape(true)
        continue
      }
      const beforeClass = /^(\\[dDwWsSpPh]|\[:)/.test(this.pattern.slice(this.at))
      if (char === '-' && (afterClass || beforeClass)) out += '\\-'
      else out += char === '[' ? '\\[' : char
      afterClass = false
    }
    throw invalid('missing terminating ] for character class')
  }
}
