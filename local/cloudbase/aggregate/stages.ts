import { failed, invalidOperator } from '../errors'
import { isDoc, type Doc, type Value } from '../value/types'

/** A stage: its name and its argument. */
export type Stage = readonly [name: string, argument: Value]

/** Stages which read documents and make new ones, so that they may be given the stored ones. */
export const PURE_STAGES: ReadonlySet<string> = new Set(['$group', '$count', '$sortByCount', '$bucketAuto'])

/** Stages which are left to mingo. */
export const MINGO_STAGES: ReadonlySet<string> = new Set([
  ...PURE_STAGES,
  '$addFields',
  '$set',
  '$unset',
  '$project',
  '$replaceRoot',
  '$replaceWith',
  '$unwind',
  '$sample',
])
const OWN = new Set(['$match', '$sort', '$skip', '$limit', '$lookup', '$facet'])

/** A stage as it will be run: refused if MongoDB would, and in a form which mingo runs as MongoDB does. */
export function checkedStage(stage: Stage): Stage[] {
  const [name, argument] = stage
  switch (name) {
    case '$geoNear':
      throw invalidOperator('$geoNear is not supported locally')
    case '$bucket':
      return bucket(object(stage))
    case '$group':
      checkGroup(object(stage))
      return [stage]
    case '$unwind': {
      const path = isDoc(argument) ? argument['path'] : argument
      if (typeof path !== 'string' || !/^\$[^$]/.test(path))
        throw invalidOperator('$unwind needs a path with a $')
      return [stage]
    }
  }
  if (MINGO_STAGES.has(name) || OWN.has(name)) return [stage]
  throw invalidOperator(`Unrecognized pipeline stage name: '${name}'`)
}

function checkGroup(group: Doc): void {
  if (!('_id' in group)) throw failed('a group specification must include an _id')
  for (const name of Object.keys(group)) {
    if (name === '_id') continue
    const spec = group[name]!
    const [operator, ...others] = isDoc(spec) ? Object.keys(spec) : []
    if (!operator?.startsWith('$') || others.length > 0)
      throw failed(`The field '${name}' must be an accumulator object`)
    if (name.includes('.')) throw failed(`The field name '${name}' cannot contain '.'`)
  }
}

/** `$bucket` as the `$group` it stands for; mingo puts a value which equals a boundary a bucket too low. */
function bucket({ groupBy, boundaries, default: other, output }: Doc): Stage[] {
  if (groupBy === undefined || !Array.isArray(boundaries) || boundaries.length < 2) {
    throw failed('$bucket needs groupBy and at least two boundaries')
  }
  const branches = boundaries.slice(0, -1).map((low, i): Doc => {
    const high = boundaries[i + 1]!
    const within: Doc = {
      $and: [{ $gte: [groupBy, { $literal: low }] }, { $lt: [groupBy, { $literal: high }] }],
    }
    return { case: within, then: { $literal: low } }
  })
  const choice: Doc = other === undefined ? { branches } : { branches, default: { $literal: other } }
  const columns = isDoc(output) ? output : { count: { $sum: 1 } }
  const group = { _id: { $switch: choice }, ...columns }
  checkGroup(group)
  return [
    ['$group', group],
    ['$sort', { _id: 1 }],
  ]
}

/** Reads a pipeline given as a list of `{ $stage: argument }`. */
export function parseStages(value: Value): Stage[] {
  if (!Array.isArray(value)) throw invalidOperator('a pipeline must be an array')
  return value.map((stage) => {
    const [entry, ...others] = isDoc(stage) ? Object.entries(stage) : []
    if (!entry || others.length > 0) throw invalidOperator('a pipeline stage must hold exactly one field')
    return entry
  })
}

/** The argument of a stage which needs an object. */
export function object([name, argument]: Stage): Doc {
  if (!isDoc(argument)) throw invalidOperator(`the ${name} stage needs an object`)
  return argument
}

export function natural([name, argument]: Stage): number {
  if (typeof argument === 'number' && Number.isInteger(argument) && argument >= 0) return argument
  throw invalidOperator(`the ${name} stage needs a whole number, 0 or more`)
}

export function positive(stage: Stage): number {
  const number = natural(stage)
  if (number === 0) throw invalidOperator('the limit must be positive')
  return number
}

export function countField([, argument]: Stage): string {
  if (typeof argument === 'string' && argument !== '' && !argument.startsWith('$') && !argument.includes('.'))
    return argument
  throw invalidOperator('the count field must be a non-empty string without $ and dot')
}
