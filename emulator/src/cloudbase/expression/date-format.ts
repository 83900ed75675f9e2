import { failed } from '../errors'
import { isoMs, partsOf, type DateParts } from './date-parts'
import { fromLocal, utcMs, type Zone } from './timezone'

const MINUTE_MS = 60_000

const padded = (value: number, digits: number): string => String(value).padStart(digits, '0')

function offsetText(minutes: number): string {
  const size = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${padded(Math.floor(size / 60), 2)}${padded(size % 60, 2)}`
}

type Write = (parts: DateParts, offsetMinutes: number) => string

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/dateToString/#format-specifiers */
const WRITERS: Record<string, Write> = {
  '%': () => '%',
  d: ({ day }) => padded(day, 2),
  G: ({ isoWeekYear }) => padded(isoWeekYear, 4),
  H: ({ hour }) => padded(hour, 2),
  j: ({ dayOfYear }) => padded(dayOfYear, 3),
  L: ({ millisecond }) => padded(millisecond, 3),
  m: ({ month }) => padded(month, 2),
  M: ({ minute }) => padded(minute, 2),
  S: ({ second }) => padded(second, 2),
  u: ({ isoDayOfWeek }) => String(isoDayOfWeek),
  U: ({ week }) => padded(week, 2),
  V: ({ isoWeek }) => padded(isoWeek, 2),
  w: ({ dayOfWeek }) => String(dayOfWeek),
  Y: ({ year }) => padded(year, 4),
  z: (_, offset) => offsetText(offset),
  Z: (_, offset) => `${offset < 0 ? '' : '+'}${offset}`,
}

/** What a format consists of: literal text, and specifiers without their `%`. */
type Piece = { readonly text: string } | { readonly specifier: string }

function pieces(format: string, known: Record<string, unknown>): Piece[] {
  return [...format.matchAll(/%([^])|%$|[^%]+/g)].map(([text, specifier]) => {
    if (!text.startsWith('%')) return { text }
    if (specifier === undefined) throw failed("Unmatched '%' at end of format string")
    if (!Object.hasOwn(known, specifier)) {
      throw failed(`Invalid format character '%${specifier}' in format string`)
    }
    return { specifier }
  })
}

/** Refuses a format which `$dateToString` does not know. */
export function checkFormat(format: string): void {
  pieces(format, WRITERS)
}

/** A date as text. @throws DatabaseError for an unknown specifier, or a year outside 0 to 9999 */
export function formatDate(date: Date, format: string, zone: Zone): string {
  const parts = partsOf(date, zone)
  if (parts.year < 0 || parts.year > 9999) {
    throw failed(`$dateToString is only defined on year 0-9999, tried to use year ${parts.year}`)
  }
  const offset = Math.round(zone(date.getTime()) / MINUTE_MS)
  return pieces(format, WRITERS)
    .map((piece) => ('text' in piece ? piece.text : WRITERS[piece.specifier]!(parts, offset)))
    .join('')
}

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/dateFromString/#format-specifiers */
const READERS: Record<string, string> = {
  '%': '%',
  d: '(\\d{2})',
  G: '(\\d{4})',
  H: '(\\d{2})',
  L: '(\\d{1,3})',
  m: '(\\d{2})',
  M: '(\\d{2})',
  S: '(\\d{2})',
  u: '(\\d)',
  V: '(\\d{1,2})',
  Y: '(\\d{4})',
  z: '([+-]\\d{2}:?\\d{2})',
  Z: '([+-]\\d{1,4})',
}

/** What was read of a date: its local time in ms as if it were UTC, and its own offset if it names one. */
interface Read {
  readonly local: number
  readonly offsetMs?: number
}

const ISO_DATE =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:T|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?\s*$/i

/** Texts which MongoDB's lenient reader might take, and this one does not. */
const OTHERWISE_DATE = (text: string): boolean =>
  /\d{4}/.test(text) && (/^\d{8}/.test(text) || !Number.isNaN(Date.parse(text)))

/** The text is no date: `onError` takes over. */
export class NotADate extends Error {}

/**
 * A date from text: in the given format, or in ISO 8601.
 * @throws NotADate if the text is none; DatabaseError if the format is malformed or the form is not supported
 */
export function parseDate(text: string, format: string | null, zone: Zone | null): Date {
  const { local, offsetMs } = format === null ? readIso(text) : readFormat(text, format)
  if (offsetMs !== undefined && zone) {
    throw new NotADate(
      'you cannot pass in a date/time string with time zone information together with a timezone',
    )
  }
  return new Date(offsetMs !== undefined ? local - offsetMs : zone ? fromLocal(local, zone) : local)
}

function readIso(text: string): Read {
  const found = ISO_DATE.exec(text)
  if (!found) {
    if (OTHERWISE_DATE(text)) throw failed(`only dates in ISO 8601 are supported locally: '${text}'`)
    throw new NotADate(`Error parsing date string '${text}'`)
  }
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '0', offset] = found
  const ms = Number(fraction.padEnd(3, '0').slice(0, 3))
  const local = localMs(text, [year, month, day, hour, minute, second].map(Number), ms)
  return offset === undefined ? { local } : { local, offsetMs: offsetOf(offset) }
}

function offsetOf(text: string): number {
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(text)
  if (!parts) return 0
  const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  return (parts[1] === '-' ? -minutes : minutes) * MINUTE_MS
}

function localMs(text: string, parts: readonly number[], ms: number): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = parts
  const local = utcMs(year, month, day, hour, minute, second, ms)
  const date = new Date(local)
  if (date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day || minute > 59 || second > 59) {
    throw new NotADate(`Error parsing date string '${text}'; The parsed date was invalid`)
  }
  return local
}

function readFormat(text: string, format: string): Read {
  const parts = pieces(format, READERS)
  const pattern = parts.map((piece) =>
    'text' in piece ? piece.text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&') : READERS[piece.specifier]!,
  )
  const found = new RegExp(`^${pattern.join('')}$`).exec(text)
  if (!found) throw new NotADate(`Error parsing date string '${text}' by the format '${format}'`)
  const given = new Map<string, string>()
  let at = 1
  for (const piece of parts) {
    if ('specifier' in piece && piece.specifier !== '%') given.set(piece.specifier, found[at++]!)
  }
  const number = (specifier: string, other: number): number => Number(given.get(specifier) ?? other)
  const iso = ['G', 'V', 'u'].some((specifier) => given.has(specifier))
  if (iso === given.has('Y')) throw new NotADate(`the format '${format}' gives no date, or two`)
  const clock = [number('H', 0), number('M', 0), number('S', 0)]
  const ms = Number((given.get('L') ?? '0').padEnd(given.has('L') ? 3 : 1, '0'))
  const local = iso
    ? isoMs(number('G', 1970), number('V', 1), number('u', 1)) + localMs(text, [1970, 1, 1, ...clock], ms)
    : localMs(text, [number('Y', 1970), number('m', 1), number('d', 1), ...clock], ms)
  const zone = given.get('z')
  if (zone !== undefined) return { local, offsetMs: offsetOf(zone) }
  const minutes = given.get('Z')
  return minutes === undefined ? { local } : { local, offsetMs: Number(minutes) * MINUTE_MS }
}
