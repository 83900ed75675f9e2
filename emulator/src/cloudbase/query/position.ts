import { anyAt, arrayIndex, field, splitPath } from '../value/path'
import { isDoc, type Doc, type Value } from '../value/types'
import { equalTest, isOperators, operatorTest, type FieldTest, type SubCompiler } from './operators'
import { isRegex, regexTest } from './regex'
import type { ValueTest } from './types'

type Finder = (doc: Doc) => number | undefined

/**
 * Finds which array element a query matched, as MongoDB's `$` means it: of the outermost array a condition went
 * through. Where several conditions went through arrays the last one tells; MongoDB calls that case undefined.
 */
export function compilePosition(query: Doc, compiler: SubCompiler): Finder {
  const finders = Object.keys(query).flatMap((key): Finder[] => {
    const value = query[key]!
    if (key === '$and') return (value as Doc[]).map((part) => compilePosition(part, compiler))
    if (key === '$or') return [firstMatch(value as Doc[], compiler)]
    return key.startsWith('$') ? [] : conditions(key, value, compiler)
  })
  return (doc) => {
    let found: number | undefined
    for (const finder of finders) found = finder(doc) ?? found
    return found
  }
}

function firstMatch(branches: Doc[], compiler: SubCompiler): Finder {
  const compiled = branches.map((branch) => ({
    matches: compiler.query(branch),
    find: compilePosition(branch, compiler),
  }))
  return (doc) => compiled.find(({ matches }) => matches(doc))?.find(doc)
}

function conditions(path: string, condition: Value, compiler: SubCompiler): Finder[] {
  const parts = splitPath(path)
  const expand = (test: ValueTest): FieldTest => ({ test, expand: true, negate: false })
  if (isRegex(condition)) {
    const test = expand(regexTest(condition.pattern, condition.options))
    return [(doc) => elementAt(doc, parts, test)]
  }
  if (!isOperators(condition)) return [(doc) => elementAt(doc, parts, expand(equalTest(condition)))]
  return Object.keys(condition).flatMap((operator): Finder[] => {
    const argument = condition[operator]!
    if (operator === '$not') return []
    if (operator === '$all') {
      return (argument as Value[]).flatMap((value) =>
        conditions(path, isRegex(value) || isOperators(value) ? value : { $eq: value }, compiler),
      )
    }
    const test = operatorTest(path, operator, argument, condition, compiler)
    return test && !test.negate ? [(doc) => elementAt(doc, parts, test)] : []
  })
}

function elementAt(doc: Doc, parts: readonly string[], test: FieldTest): number | undefined {
  let value: Value | undefined = doc
  for (let at = 0; at < parts.length; at++) {
    if (Array.isArray(value)) {
      const place = value.findIndex((item) => isDoc(item) && anyAt(item, parts, test.test, test.expand, at))
      if (place >= 0) return place
      const index = arrayIndex(parts[at])
      value = index < 0 ? undefined : value[index]
    } else value = isDoc(value) ? field(value, parts[at]!) : undefined
  }
  if (!Array.isArray(value)) return undefined
  const place = test.elementOf ? test.elementOf(value) : test.expand ? value.findIndex(test.test) : -1
  return place < 0 ? undefined : place
}
