import { alternativesOf, differingKeywords, inWords, typeOf, valuesOf, type Schema } from './schema'

/**
 * What a client of before cannot read of an answer of now; empty when it reads all. Clients look at fields and do not
 * validate: new fields, and other bounds of numbers and texts, are no break.
 */
export function outputBreaks(before: Schema, now: Schema, path: string): string[] {
  const olds = alternativesOf(before)
  const news = alternativesOf(now)
  if (olds.length === 1 && news.length === 1) return oneBreaks(before, now, path)
  return news.flatMap((one) => {
    const tries = olds.map((old) => oneBreaks(old, one, path))
    if (tries.some((breaks) => breaks.length === 0)) return []
    const [nearest] = tries.filter((_, i) => isOfKind(olds[i] ?? {}, one)).sort((a, b) => a.length - b.length)
    return nearest ?? [`${path} may now be ${inWords(one)}`]
  })
}

const ANY_NAME: Schema = { type: 'string' }

function isOfKind(old: Schema, now: Schema): boolean {
  if (typeOf(old) !== 'object' || typeOf(now) !== 'object') return false
  return Object.entries(old.properties ?? {}).every(([name, { const: value }]) => {
    const other = now.properties?.[name]?.const
    return value === undefined || value === other
  })
}

function oneBreaks(before: Schema, now: Schema, path: string): string[] {
  const strange = differingKeywords(before, now).map((keyword) => `${path}: "${keyword}" changed`)
  if (typeOf(before) === 'anything') return strange
  const known = valuesOf(before)
  if (known) {
    const values = valuesOf(now)
    if (!values) return [...strange, `${path} may now be any ${typeOf(now)}`]
    const fresh = values.filter((value) => !known.includes(value))
    return [...strange, ...fresh.map((value) => `${path} may now be ${JSON.stringify(value)}`)]
  }
  if (typeOf(before) !== typeOf(now) && !(typeOf(before) === 'number' && typeOf(now) === 'integer')) {
    return [...strange, `${path} was ${typeOf(before)} and is ${typeOf(now)}`]
  }
  const fewer = (now.minItems ?? 0) < (before.minItems ?? 0)
  return [
    ...strange,
    ...(fewer ? [`${path} had ${before.minItems} entries at least and now has ${now.minItems ?? 0}`] : []),
    ...(before.items ? outputBreaks(before.items, now.items ?? {}, `${path}[]`) : []),
    ...objectBreaks(before, now, path),
  ]
}

function objectBreaks(before: Schema, now: Schema, path: string): string[] {
  const breaks: string[] = []
  for (const [name, schema] of Object.entries(before.properties ?? {})) {
    const target = now.properties?.[name]
    if (!target) {
      breaks.push(`${path}.${name} is gone`)
      continue
    }
    if (before.required?.includes(name) && !now.required?.includes(name))
      breaks.push(`${path}.${name} may now be missing`)
    breaks.push(...outputBreaks(schema, target, `${path}.${name}`))
  }
  if (typeof before.additionalProperties === 'object') {
    const others = now.additionalProperties
    if (typeof others === 'object')
      breaks.push(...outputBreaks(before.additionalProperties, others, `${path}.*`))
    else breaks.push(`${path} had fields of any name and has none`)
    if (before.propertyNames)
      breaks.push(...outputBreaks(before.propertyNames, now.propertyNames ?? ANY_NAME, `${path} names`))
  }
  return breaks
}
