import { failed } from '../../errors'
import { isDoc, type Doc, type Value } from '../../value/types'
import { nary, unary, type Operator } from '../operator'
import { merged, nullish, setField, typeName } from '../values'

/** A pair of `$arrayToObject`: `[key, value]` or `{ k, v }`, all of one list in the same form. */
function pair(item: Value, asList: boolean): [string, Value] {
  if (asList !== Array.isArray(item)) {
    throw failed('$arrayToObject requires a consistent input format: arrays or objects only')
  }
  const [key, value, extra] = Array.isArray(item)
    ? [item[0], item[1], item.length === 2 ? undefined : item]
    : isDoc(item)
      ? [item['k'], item['v'], Object.keys(item).length === 2 ? undefined : item]
      : [undefined, undefined, item]
  if (extra !== undefined || value === undefined) {
    throw failed("$arrayToObject requires arrays of two elements, or objects with the fields 'k' and 'v'")
  }
  if (typeof key !== 'string') throw failed(`$arrayToObject requires string keys, found: ${typeName(key)}`)
  return [key, value]
}

/** https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/#object-expression-operators */
export const OBJECTS: Record<string, Operator> = {
  $arrayToObject: unary((value, name) => {
    if (nullish(value)) return null
    if (!Array.isArray(value)) throw failed(`${name} requires an array input, found: ${typeName(value)}`)
    const result: Doc = {}
    const asList = Array.isArray(value[0])
    for (const item of value) {
      const [key, inner] = pair(item, asList)
      setField(result, key, inner)
    }
    return result
  }),
  $objectToArray: unary((value, name) => {
    if (nullish(value)) return null
    if (!isDoc(value)) throw failed(`${name} requires a document input, found: ${typeName(value)}`)
    return Object.entries(value).map(([k, v]) => ({ k, v }))
  }),
  $mergeObjects: nary(0, Infinity, (values) => values.reduce<Doc>(merged, {})),
}
