/** CloudBase's seven fields: second minute hour day month weekday year, on Beijing's clock. */

const SHANGHAI_MS = 8 * 3600_000
const RANGES = [
  [0, 59],
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 6],
  [1970, 2099],
] as const

type Matcher = (value: number) => boolean

function matcherOf(field: string, [low, high]: readonly [number, number]): Matcher {
  const allowed = new Set<number>()
  for (const part of field.split(',')) {
    const match = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part)
    if (!match) throw new Error(`cron field ${field} cannot be read`)
    const [, first, last, step] = match
    const from = first === '*' ? low : Number(first)
    const to = first === '*' || (step && !last) ? high : Number(last ?? first)
    if (from < low || to > high) throw new Error(`cron field ${field} is out of range`)
    for (let value = from; value <= to; value += Number(step ?? 1)) allowed.add(value)
  }
  return (value) => allowed.has(value)
}

/** The instants at which a timer fires. @throws when the expression cannot be read */
export function parseCron(expression: string): { next(after: number): number | undefined } {
  const fields = expression.trim().split(/\s+/)
  if (fields.length !== RANGES.length) throw new Error(`cron ${expression} has not seven fields`)
  const [second, minute, hour, day, month, weekday, year] = fields.map((field, i) =>
    matcherOf(field, RANGES[i] ?? [0, 0]),
  ) as [Matcher, Matcher, Matcher, Matcher, Matcher, Matcher, Matcher]

  return {
    /** The first instant after `after`, in ms; undefined when there is none within four years. */
    next(after) {
      // A date whose UTC fields read as Beijing's.
      const at = new Date(Math.floor((after + SHANGHAI_MS) / 1000) * 1000 + 1000)
      const end = at.getTime() + 4 * 366 * 24 * 3600_000
      while (at.getTime() < end) {
        const dayFits =
          year(at.getUTCFullYear()) &&
          month(at.getUTCMonth() + 1) &&
          day(at.getUTCDate()) &&
          weekday(at.getUTCDay())
        if (!dayFits) at.setUTCHours(24, 0, 0, 0)
        else if (!hour(at.getUTCHours())) at.setUTCHours(at.getUTCHours() + 1, 0, 0, 0)
        else if (!minute(at.getUTCMinutes())) at.setUTCMinutes(at.getUTCMinutes() + 1, 0, 0)
        else if (!second(at.getUTCSeconds())) at.setUTCSeconds(at.getUTCSeconds() + 1, 0)
        else return at.getTime() - SHANGHAI_MS
      }
      return undefined
    },
  }
}
