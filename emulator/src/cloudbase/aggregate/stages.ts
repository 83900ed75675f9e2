import { failed, invalidOperator } from '../errors'
import type { Variables } from '../expression'
import { isDoc, type Doc, type Value } from '../value/types'

/** A stage as it comes: its name and its argument. */
export type Stage = readonly [name: string, argument: Value]

/** What a stage, once it has been read, makes of documents. Stored documents are shared: none is changed. */
export type Run = (docs: readonly Doc[], variables: Variables) => readonly Doc[]

/** Reads a pipeline given as a list of `{ $stage: argument }`. */
export function parseStages(value: Value): Stage[] {
  if (!Array.isArray(value)) throw failed('a pipeline must be an array')
  return value.map((stage) => {
    const [entry, ...others] = isDoc(stage) ? Object.entries(stage) : []
    if (!entry || others.length > 0) {
      throw failed('A pipeline stage specification object must contain exactly one field.')
    }
    return entry
  })
}

/** The argument of a stage which needs an object. */
export function object([name, argument]: Stage): Doc {
  if (!isDoc(argument)) throw failed(`the ${name} stage specification must be an object`)
  return argument
}

/** The options of a stage; unknown and lacking ones are refused. */
export function options(stage: Stage, required: readonly string[], optional: readonly string[] = []): Doc {
  const given = object(stage)
  for (const key of Object.keys(given)) {
    if (!required.includes(key) && !optional.includes(key)) {
      throw failed(`unrecognized option to ${stage[0]} stage: ${key}`)
    }
  }
  for (const key of required) {
    if (given[key] === undefined) throw failed(`${stage[0]} stage requires '${key}'`)
  }
  return given
}

export function natural([name, argument]: Stage): number {
  if (typeof argument === 'number' && Number.isSafeInteger(argument) && argument >= 0) return argument
  throw failed(`invalid argument to ${name} stage: a whole number, 0 or more, is needed`)
}

export function positive(stage: Stage): number {
  const number = natural(stage)
  if (number === 0) throw failed('the limit must be positive')
  return number
}

export function countField([, argument]: Stage): string {
  if (typeof argument === 'string' && argument !== '' && !/^\$|[.\0]/.test(argument)) return argument
  throw failed('the count field must be a non-empty string without $ at its start, dots and null bytes')
}

/** Stages of MongoDB which are not here, the later half because nothing says that CloudBase has them. */
const ABSENT = new Set([
  '$geoNear',
  '$graphLookup',
  '$redact',
  '$out',
  '$collStats',
  '$indexStats',
  '$merge',
  '$replaceWith',
  '$set',
  '$setWindowFields',
  '$unionWith',
  '$unset',
])

/** The error for a stage which is not here. */
export const noSuchStage = (name: string): Error =>
  invalidOperator(
    ABSENT.has(name) ? `${name} is not supported locally` : `Unrecognized pipeline stage name: '${name}'`,
  )
