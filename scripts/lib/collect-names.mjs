import fs from 'node:fs'
import ts from 'typescript'

/**
 * Names that stand twice. What is collected is spread into one object, where the later of two would silently take the
 * place of the earlier one.
 */

/** `{ … } satisfies T as const` is what stands in the braces. */
function bare(node) {
  let inner = node
  while (inner && (ts.isAsExpression(inner) || ts.isSatisfiesExpression(inner))) inner = inner.expression
  return inner
}

const keyOf = (property) => property.name?.text

/** What an object calls itself: its `name`. */
function ownName(object) {
  const property = object.properties.find((one) => keyOf(one) === 'name')
  const value = property && ts.isPropertyAssignment(property) && bare(property.initializer)
  return value && ts.isStringLiteral(value) ? [value.text] : []
}

/** The names in a constant of a file: the keys of an object; the texts of a list, or the `name`s of what is in it. */
export function namesIn(file, constant) {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest)
  const declarations = source.statements
    .filter(ts.isVariableStatement)
    .flatMap((statement) => [...statement.declarationList.declarations])
  const value = bare(declarations.find(({ name }) => name.text === constant)?.initializer)
  if (!value) return []
  if (ts.isObjectLiteralExpression(value)) return value.properties.flatMap((one) => keyOf(one) ?? [])
  if (!ts.isArrayLiteralExpression(value)) return []
  return value.elements.map(bare).flatMap((element) => {
    if (ts.isStringLiteral(element)) return [element.text]
    return ts.isObjectLiteralExpression(element) ? ownName(element) : []
  })
}

/**
 * Refuses two of one name. `named`: each name with the file it stands in; `what`: what it names.
 * @throws Error with a sentence for whoever added the second one
 */
export function refuseTwice(what, named) {
  const first = new Map()
  for (const { name, file } of named) {
    const before = first.get(name)
    if (before !== undefined) {
      throw new Error(
        `The ${what} ${name} stands twice, in ${before} and in ${file}: give one of them another name.`,
      )
    }
    first.set(name, file)
  }
}
