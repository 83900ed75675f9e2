import { randomInt } from '../../random'
import { failed } from '../errors'
import { compileExpression, pathParts, typeName, type Names } from '../expression'
import { isDoc, type Doc, type Value } from '../value/types'
import { nestedField, withNested } from './paths'
import { natural, options, type Run, type Stage } from './stages'

/** `$replaceRoot`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/replaceRoot/ */
export function replaceRoot(stage: Stage, names: Names): Run {
  const newRoot = compileExpression(options(stage, ['newRoot'])['newRoot']!, names)
  return (docs, variables) =>
    docs.map((root) => {
      const value = newRoot({ root, variables })
      if (isDoc(value)) return value
      throw failed(
        `'newRoot' expression must evaluate to an object, but resulting value was: ${typeName(value)}`,
      )
    })
}

interface Unwind {
  readonly path: readonly string[]
  readonly index: readonly string[] | null
  readonly preserve: boolean
}

function readUnwind(stage: Stage): Unwind {
  const [, argument] = stage
  const given = isDoc(argument)
    ? options(stage, ['path'], ['includeArrayIndex', 'preserveNullAndEmptyArrays'])
    : { path: argument }
  const { path, includeArrayIndex: index, preserveNullAndEmptyArrays: preserve = false } = given
  if (typeof path !== 'string') throw failed('expected a string as the path for $unwind stage')
  if (!path.startsWith('$')) throw failed("path option to $unwind stage should be prefixed with a '$'")
  if (typeof preserve !== 'boolean') {
    throw failed('expected a boolean for the preserveNullAndEmptyArrays option to $unwind stage')
  }
  if (index !== undefined && (typeof index !== 'string' || index === '')) {
    throw failed('expected a non-empty string for the includeArrayIndex option to $unwind stage')
  }
  return { path: pathParts(path.slice(1)), index: index === undefined ? null : pathParts(index), preserve }
}

/**
 * `$unwind`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/unwind/
 * A value which is no array counts as an array of one; null, missing and empty give nothing unless preserved.
 */
export function unwind(stage: Stage): Run {
  const { path, index, preserve } = readUnwind(stage)
  const out = (doc: Doc, value: Value | undefined, at: number | null): Doc => {
    const result = withNested(doc, path, value)
    return index ? withNested(result, index, at) : result
  }
  return (docs) =>
    docs.flatMap((doc) => {
      const value = nestedField(doc, path)
      if (Array.isArray(value) && value.length > 0) return value.map((item, at) => out(doc, item, at))
      if (value !== undefined && value !== null && !Array.isArray(value)) return [out(doc, value, null)]
      if (!preserve) return []
      if (Array.isArray(value)) return [out(doc, undefined, null)]
      return [index ? withNested(doc, index, null) : doc]
    })
}

/** `$sample`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/sample/ */
export function sample(stage: Stage): Run {
  const size = natural(['$sample', options(stage, ['size'])['size']!])
  return (docs) => {
    const left = [...docs]
    const taken: Doc[] = []
    while (taken.length < size && left.length > 0) {
      const at = randomInt(left.length)
      taken.push(left[at]!)
      left[at] = left.at(-1)!
      left.pop()
    }
    return taken
  }
}
