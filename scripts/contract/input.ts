import {
  alternativesOf,
  differingKeywords,
  inWords,
  patternsOf,
  same,
  typeOf,
  valuesOf,
  type Schema,
} from './schema'

/** Why an input that was right before is refused now, or means something else; empty when none is. */
export function inputBreaks(before: Schema, now: Schema, path: string): string[] {
  const meaning = defaultBreaks(before, now, path)
  const olds = alternativesOf(before)
  const news = alternativesOf(now)
  if (olds.length === 1 && news.length === 1) return [...meaning, ...oneBreaks(before, now, path)]
  const breaks = olds.flatMap((old) => {
    const tries = news.map((one) => oneBreaks(old, one, path))
    if (tries.some((one) => one.length === 0)) return []
    const [nearest] = tries.filter((_, i) => isOfKind(old, news[i] ?? {})).sort((a, b) => a.length - b.length)
    return nearest ?? [`${path} no longer takes ${inWords(old)}`]
  })
  return [...meaning, ...refinementBreaks(before, now, path), ...breaks]
}

/** A check that has other words is another one. */
function refinementBreaks(before: Schema, now: Schema, path: string): string[] {
  return (now.refinements ?? [])
    .filter((words) => !before.refinements?.includes(words))
    .map((words) => `${path} is refused now when: ${words}`)
}

/** The same variant of a union: of the same type, with the same constants. */
function isOfKind(a: Schema, b: Schema): boolean {
  if (typeOf(a) !== typeOf(b) || typeOf(a) !== 'object') return false
  return Object.entries(a.properties ?? {}).every(([name, { const: value }]) => {
    const other = b.properties?.[name]?.const
    return value === undefined || other === undefined || value === other
  })
}

function defaultBreaks(before: Schema, now: Schema, path: string): string[] {
  if (before.default === undefined || same(before.default, now.default)) return []
  return [
    `${path}: leaving it out meant ${JSON.stringify(before.default)} and now means ${JSON.stringify(now.default) ?? 'nothing'}`,
  ]
}

function oneBreaks(before: Schema, now: Schema, path: string): string[] {
  const strange = [
    ...differingKeywords(before, now).map((keyword) => `${path}: "${keyword}" changed`),
    ...refinementBreaks(before, now, path),
  ]
  if (typeOf(now) === 'anything') return strange
  const values = valuesOf(before)
  if (values) {
    const refused = values.filter((value) => !takes(now, value))
    return [...strange, ...refused.map((value) => `${path} no longer takes ${JSON.stringify(value)}`)]
  }
  if (valuesOf(now))
    return [...strange, `${path} took any ${typeOf(before)} and now takes ${inWords(now)} only`]
  if (!isOfType(typeOf(before), typeOf(now))) {
    return [...strange, `${path} took ${typeOf(before)} and now takes ${typeOf(now)}`]
  }
  return [
    ...strange,
    ...boundBreaks(before, now, path),
    ...(now.items ? inputBreaks(before.items ?? {}, now.items, `${path}[]`) : []),
    ...objectBreaks(before, now, path),
  ]
}

const isOfType = (before: string, now: string): boolean =>
  before === now || (before === 'integer' && now === 'number')

/** Whether a schema of one plain value takes it. */
function takes(schema: Schema, value: unknown): boolean {
  const values = valuesOf(schema)
  if (values) return values.includes(value)
  const type = value === null ? 'null' : typeof value
  if (type !== (typeOf(schema) === 'integer' ? 'number' : typeOf(schema))) return false
  if (typeof value === 'number') {
    if (typeOf(schema) === 'integer' && !Number.isInteger(value)) return false
    return value >= (schema.minimum ?? -Infinity) && value <= (schema.maximum ?? Infinity)
  }
  if (typeof value !== 'string') return true
  const fits = value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? Infinity)
  return fits && patternsOf(schema).every((pattern) => new RegExp(pattern).test(value))
}

const LOWER = ['minimum', 'minLength', 'minItems'] as const
const UPPER = ['maximum', 'maxLength', 'maxItems'] as const

function boundBreaks(before: Schema, now: Schema, path: string): string[] {
  const breaks: string[] = []
  for (const bound of LOWER) {
    const limit = now[bound]
    if (limit !== undefined && limit > (before[bound] ?? (bound === 'minimum' ? -Infinity : 0)))
      breaks.push(`${path}: ${bound} was ${before[bound] ?? 'open'} and is ${limit}`)
  }
  for (const bound of UPPER) {
    const limit = now[bound]
    if (limit !== undefined && limit < (before[bound] ?? Infinity))
      breaks.push(`${path}: ${bound} was ${before[bound] ?? 'open'} and is ${limit}`)
  }
  const known = patternsOf(before)
  for (const pattern of patternsOf(now)) {
    if (known.includes(pattern)) continue
    breaks.push(`${path}: its pattern was ${known.join(' and ') || 'open'} and is ${pattern}`)
  }
  return breaks
}

function objectBreaks(before: Schema, now: Schema, path: string): string[] {
  const breaks: string[] = []
  const known = before.properties ?? {}
  const wanted = now.properties ?? {}
  const others = now.additionalProperties
  for (const name of now.required ?? []) {
    if (!before.required?.includes(name)) breaks.push(`${path}.${name} is required now`)
  }
  for (const [name, schema] of Object.entries(known)) {
    const target = wanted[name] ?? (typeof others === 'object' ? others : undefined)
    if (target) breaks.push(...inputBreaks(schema, target, `${path}.${name}`))
    else if (others === false) breaks.push(`${path}.${name} is refused now`)
  }
  if (typeof before.additionalProperties === 'object') {
    if (others === false) breaks.push(`${path} took fields of any name and now refuses them`)
    else if (typeof others === 'object')
      breaks.push(...inputBreaks(before.additionalProperties, others, `${path}.*`))
    if (now.propertyNames)
      breaks.push(
        ...inputBreaks(before.propertyNames ?? { type: 'string' }, now.propertyNames, `${path} names`),
      )
  }
  return breaks
}
