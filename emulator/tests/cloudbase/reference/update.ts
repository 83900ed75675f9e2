import { Refused, matches } from './find'
import { compareValues, isFields, type Any, type Fields } from './values'

/**
 * Updates written down as plainly as the manual says them:
 * https://www.mongodb.com/docs/manual/reference/operator/update/ . Throws `Refused` where MongoDB does.
 */
export function updated(doc: Fields, update: Fields): Fields {
  const result = copied(doc) as Fields
  const changes = Object.entries(update).flatMap(([operator, fields]) =>
    Object.entries(fields as Fields).map(([path, argument]) => ({ operator, path, argument })),
  )
  const paths = changes.flatMap(({ operator, path, argument }) =>
    operator === '$rename' ? [path, String(argument)] : [path],
  )
  paths.forEach((path, i) => {
    for (const other of paths.slice(i + 1)) {
      if (`${path}.`.startsWith(`${other}.`) || `${other}.`.startsWith(`${path}.`))
        throw new Refused('conflict')
    }
  })
  // Not in the order they are given: names by their letters, positions by number.
  const place = ({ operator, path, argument }: (typeof changes)[number]): string[] =>
    (operator === '$rename' ? String(argument) : path).split('.').map((part) => part.padStart(5, ' '))
  changes.sort((a, b) => compareValues(place(a), place(b)))
  for (const { operator, path, argument } of changes) change(result, operator, path.split('.'), argument)
  return result
}

const copied = (value: Any): Any => {
  if (Array.isArray(value)) return value.map(copied)
  if (!isFields(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copied(inner)]))
}

/** Operators which leave a missing field missing; all but `$unset` still refuse a path no field could have. */
const NEEDS_FIELD = new Set(['$unset', '$pop', '$pull', '$pullAll', '$rename'])

function change(doc: Fields, operator: string, parts: string[], argument: Any): void {
  const last = parts.at(-1)!
  let node: Any = doc
  for (const part of parts.slice(0, -1)) {
    if (!enters(node, part)) {
      if (operator === '$unset') return
      throw new Refused('the path leads through a scalar')
    }
    const next: Any = (node as Fields)[part]
    if (next === undefined) {
      if (NEEDS_FIELD.has(operator)) return
      put(node, part, {})
    }
    node = (node as Fields)[part]
  }
  if (!enters(node, last)) {
    if (operator === '$unset') return
    throw new Refused('the path leads through a scalar')
  }
  const before: Any = (node as Fields)[last]
  if (before === undefined && NEEDS_FIELD.has(operator)) return
  if (operator === '$rename') return rename(doc, node, last, parts, String(argument).split('.'))
  if (operator === '$unset') {
    if (Array.isArray(node)) put(node, last, null)
    else delete (node as Fields)[last]
    return
  }
  put(node, last, after(operator, before, argument))
}

const enters = (node: Any, part: string): boolean =>
  isFields(node) || (Array.isArray(node) && /^\d+$/.test(part))

function put(node: Any, part: string, value: Any): void {
  if (Array.isArray(node)) while (node.length < Number(part)) node.push(null)
  ;(node as Fields)[part] = value
}

function rename(doc: Fields, node: Any, last: string, from: string[], to: string[]): void {
  const hasArray = (parts: string[]): boolean => {
    let value: Any = doc
    for (const part of parts.slice(0, -1)) {
      if (Array.isArray(value)) return true
      value = isFields(value) ? value[part] : undefined
    }
    return Array.isArray(value)
  }
  if (hasArray(from) || hasArray(to)) throw new Refused('an array element')
  const value = (node as Fields)[last]
  change(doc, '$set', to, value)
  delete (node as Fields)[last]
}

function after(operator: string, before: Any, argument: Any): Any {
  const list = (): Any[] => {
    if (before === undefined) return []
    if (!Array.isArray(before)) throw new Refused('no array')
    return before as Any[]
  }
  const number = (): number => {
    if (typeof before !== 'number') throw new Refused('no number')
    return before
  }
  switch (operator) {
    case '$set':
      return argument
    case '$inc':
      return before === undefined ? argument : number() + Number(argument)
    case '$mul':
      // Integers have one zero.
      return before === undefined ? 0 : number() * Number(argument) + 0
    case '$min':
      return before === undefined || compareValues(argument, before) < 0 ? argument : before
    case '$max':
      return before === undefined || compareValues(argument, before) > 0 ? argument : before
    case '$push':
      return pushed(list(), argument as Fields)
    case '$addToSet': {
      const set = [...list()]
      for (const item of (argument as { $each: Any[] }).$each) {
        if (!set.some((present) => compareValues(present, item) === 0)) set.push(item)
      }
      return set
    }
    case '$pop':
      return argument === 1 ? list().slice(0, -1) : list().slice(1)
    case '$pull':
      return list().filter((item) =>
        isFields(argument) ? !matches({ item }, { item: argument }) : compareValues(item, argument) !== 0,
      )
    case '$pullAll':
      return list().filter(
        (item) => !(argument as Any[]).some((unwanted) => compareValues(item, unwanted) === 0),
      )
  }
  throw new Error(`the reference has no ${operator}`)
}

function pushed(list: Any[], { $each, $position, $sort, $slice }: Fields): Any[] {
  const at = $position === undefined ? list.length : Number($position)
  const place = at < 0 ? Math.max(0, list.length + at) : Math.min(at, list.length)
  let result = [...list.slice(0, place), ...($each as Any[]), ...list.slice(place)]
  if ($sort !== undefined) result = result.sort((a, b) => compareValues(a, b) * Number($sort))
  if ($slice === undefined) return result
  const most = Number($slice)
  return most < 0 ? result.slice(most) : result.slice(0, most)
}
