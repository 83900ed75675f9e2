import type { Timestamp } from 'bson'
import { ObjectId } from 'bson'
import { DatabaseError, failed } from '../../errors'
import { bsonClass, isDoc, type Value } from '../../value/types'
import { checkFormat, formatDate, NotADate, parseDate } from '../date-format'
import { isoMs, partsOf, type DateParts } from '../date-parts'
import { int32 } from '../numbers'
import { named, operands, type Operator } from '../operator'
import { fromLocal, UTC, utcMs, zoneOf, type Zone } from '../timezone'
import { nullish, typeName } from '../values'

type Any = Value | undefined

/** A value as a date: an ObjectId and a timestamp carry one. */
function dateOf(value: Value): Date {
  if (value instanceof Date) return value
  if (bsonClass(value) === 'ObjectId') return new ObjectId((value as ObjectId).id).getTimestamp()
  if (bsonClass(value) === 'Timestamp') return new Date((value as Timestamp).getHighBits() * 1000)
  throw failed(`can't convert from BSON type ${typeName(value)} to Date`)
}

/** The zone of a `timezone` argument; null if its value is null or missing, which makes the result null. */
function zoneArgument(given: boolean, value: Any): Zone | null {
  if (!given) return UTC
  if (nullish(value)) return null
  if (typeof value !== 'string') throw failed(`timezone must evaluate to a string, found ${typeName(value)}`)
  return zoneOf(value)
}

/** One part of a date: of the operand itself, or of `{ date, timezone }`. */
function part(pick: (parts: DateParts) => number): Operator {
  const ofObject = named(['date'], ['timezone'], (get, given) => {
    const zone = zoneArgument(given('timezone'), get('timezone'))
    const date = get('date')
    return nullish(date) || !zone ? null : pick(partsOf(dateOf(date), zone))
  })
  return (argument, compile, name) => {
    if (isDoc(argument) && !Object.keys(argument)[0]?.startsWith('$'))
      return ofObject(argument, compile, name)
    const [operand] = operands(argument, compile, name, 1, 1)
    return (scope) => {
      const date = operand!(scope)
      return nullish(date) ? null : pick(partsOf(dateOf(date), UTC))
    }
  }
}

const ISO = '%Y-%m-%dT%H:%M:%S.%L'

const dateToString: Operator = (argument, compile, name) => {
  if (isDoc(argument) && typeof argument['format'] === 'string' && !argument['format'].startsWith('$')) {
    checkFormat(argument['format'])
  }
  return named(['date'], ['format', 'timezone', 'onNull'], (get, given) => {
    const zone = zoneArgument(given('timezone'), get('timezone'))
    const format = given('format') ? get('format') : zone === UTC ? `${ISO}Z` : ISO
    const date = get('date')
    if (nullish(date)) return given('onNull') ? get('onNull') : null
    if (nullish(format) || !zone) return null
    if (typeof format !== 'string')
      throw failed(`${name} requires that 'format' be a string, found: ${typeName(format)}`)
    return formatDate(dateOf(date), format, zone)
  })(argument, compile, name)
}

const dateFromString = named(
  ['dateString'],
  ['format', 'timezone', 'onError', 'onNull'],
  (get, given, name) => {
    const text = get('dateString')
    const zone = given('timezone') ? zoneArgument(true, get('timezone')) : null
    const format = given('format') ? get('format') : null
    if (nullish(text)) return given('onNull') ? get('onNull') : null
    if (given('timezone') && !zone) return null
    if (given('format') && nullish(format)) return null
    try {
      if (typeof text !== 'string') {
        throw new NotADate(`${name} requires that 'dateString' be a string, found: ${typeName(text)}`)
      }
      if (format !== null && typeof format !== 'string') {
        throw failed(`${name} requires that 'format' be a string, found: ${typeName(format)}`)
      }
      return parseDate(text, format, zone)
    } catch (error) {
      if (error instanceof NotADate && given('onError')) return get('onError')
      throw error instanceof DatabaseError ? error : failed((error as Error).message)
    }
  },
)

const CLOCK = ['hour', 'minute', 'second', 'millisecond']

const dateFromParts: Operator = (argument, compile, name) => {
  const iso = isDoc(argument) && argument['isoWeekYear'] !== undefined
  const [year, ...days] = iso ? ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'] : ['year', 'month', 'day']
  return named([year!], [...days, ...CLOCK, 'timezone'], (get, given) => {
    const zone = zoneArgument(given('timezone'), get('timezone'))
    const values = [year!, ...days, ...CLOCK].map((key, at) => (given(key) ? get(key) : at < 3 ? 1 : 0))
    if (!zone || values.some(nullish)) return null
    const [y, m, d, ...clock] = values.map((value, at) => int32(value, `'${[year, ...days, ...CLOCK][at]!}'`))
    if (y! < 0 || y! > 9999)
      throw failed(`'${year!}' must evaluate to an integer in the range 0 to 9999, found ${y!}`)
    const local = iso ? isoMs(y!, m!, d!) + utcMs(1970, 1, 1, ...clock) : utcMs(y!, m!, d!, ...clock)
    return new Date(fromLocal(local, zone))
  })(argument, compile, name)
}

const dateToParts = named(['date'], ['timezone', 'iso8601'], (get, given, name) => {
  const zone = zoneArgument(given('timezone'), get('timezone'))
  const date = get('date')
  const iso = given('iso8601') ? get('iso8601') : false
  if (nullish(date) || nullish(iso) || !zone) return null
  if (typeof iso !== 'boolean')
    throw failed(`${name}: iso8601 must evaluate to a bool, found ${typeName(iso)}`)
  const { year, month, day, isoWeekYear, isoWeek, isoDayOfWeek, hour, minute, second, millisecond } = partsOf(
    dateOf(date),
    zone,
  )
  const clock = { hour, minute, second, millisecond }
  return iso ? { isoWeekYear, isoWeek, isoDayOfWeek, ...clock } : { year, month, day, ...clock }
})

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#date-expression-operators */
export const DATES: Record<string, Operator> = {
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
  $dateToParts: dateToParts,
  $dateToString: dateToString,
  $dayOfMonth: part(({ day }) => day),
  $dayOfWeek: part(({ dayOfWeek }) => dayOfWeek),
  $dayOfYear: part(({ dayOfYear }) => dayOfYear),
  $hour: part(({ hour }) => hour),
  $isoDayOfWeek: part(({ isoDayOfWeek }) => isoDayOfWeek),
  $isoWeek: part(({ isoWeek }) => isoWeek),
  $isoWeekYear: part(({ isoWeekYear }) => isoWeekYear),
  $millisecond: part(({ millisecond }) => millisecond),
  $minute: part(({ minute }) => minute),
  $month: part(({ month }) => month),
  $second: part(({ second }) => second),
  $week: part(({ week }) => week),
  $year: part(({ year }) => year),
}
