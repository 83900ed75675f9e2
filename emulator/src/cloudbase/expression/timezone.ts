import { failed } from '../errors'

/** How far a zone's clocks are ahead of UTC, in ms, at an instant given in ms. */
export type Zone = (at: number) => number

export const UTC: Zone = () => 0

const MINUTE_MS = 60_000
const zones = new Map<string, Zone>()

/**
 * A zone by an Olson name or an offset such as `+08`, `+0800`, `+08:00`.
 * https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/dateToString/ (timezone)
 * @throws DatabaseError for a zone nobody knows
 */
export function zoneOf(name: string): Zone {
  let zone = zones.get(name)
  if (!zone) {
    zone = fixed(name) ?? olson(name)
    if (zones.size < 1000) zones.set(name, zone)
  }
  return zone
}

function fixed(name: string): Zone | null {
  if (/^(UTC|GMT|Z)$/.test(name)) return UTC
  const parts = /^([+-])(\d\d)(?::?(\d\d))?$/.exec(name)
  if (!parts) return null
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  const offset = (parts[1] === '-' ? -minutes : minutes) * MINUTE_MS
  return () => offset
}

function olson(name: string): Zone {
  let format: Intl.DateTimeFormat
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    throw failed(`unrecognized time zone identifier: "${name}"`)
  }
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
    const number = (type: string): number => Number(parts[type])
    const year = parts['era'] === 'BC' ? 1 - number('year') : number('year')
    const local = utcMs(
      year,
      number('month'),
      number('day'),
      number('hour'),
      number('minute'),
      number('second'),
    )
    return local - Math.floor(at / 1000) * 1000
  }
}

/** The instant in ms of a UTC date. Parts beyond their range carry over; `Date.UTC` misreads years before 100. */
export function utcMs(
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  ms = 0,
): number {
  const date = new Date(0)
  date.setUTCFullYear(year, month - 1, day)
  date.setUTCHours(hour, minute, second, ms)
  return date.getTime()
}

/** The instant at which a zone's clocks show a time which is given as if it were UTC. */
export function fromLocal(local: number, zone: Zone): number {
  const guess = local - zone(local)
  return local - zone(guess)
}
