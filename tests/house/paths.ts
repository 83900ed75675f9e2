import path from 'node:path'
import ts from 'typescript'
import { domainOf, kindOf, ROOT, usesIn, type SourceText } from './domains'
import { programOf } from './program'

/**
 * Paths of fields that repositories put together at run time (`refunds.${refundNo}.state`): the compiler takes any text
 * for them, so they are looked up here in the types of the documents.
 */

const FOLDER = path.join(ROOT, 'cloudfunctions/domain')

/** A path of which parts are only known at run time: `*`. Undefined for one that does not begin with a text. */
function partsOf(node: ts.Expression, checker: ts.TypeChecker): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text
  if (ts.isAsExpression(node)) return partsOf(node.expression, checker)
  if (ts.isTemplateExpression(node)) {
    const spans = node.templateSpans.map(({ expression, literal }, i) => {
      const first = i === 0 && node.head.text === '' ? partsOf(expression, checker) : undefined
      return `${first ?? '*'}${literal.text}`
    })
    return node.head.text + spans.join('')
  }
  if (!ts.isIdentifier(node)) return undefined
  const declaration = checker.getSymbolAtLocation(node)?.valueDeclaration
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? partsOf(declaration.initializer, checker)
    : undefined
}

/** Whether a document of this type has such a field. */
function has(type: ts.Type, [part, ...rest]: readonly string[], checker: ts.TypeChecker): boolean {
  if (part === undefined) return true
  if (type.isUnion()) return type.types.some((one) => has(one, [part, ...rest], checker))
  if (checker.isArrayType(type)) {
    const element = checker.getTypeArguments(type as ts.TypeReference)[0]
    if (!element) return false
    return has(element, part === '*' || /^\d+$/.test(part) ? rest : [part, ...rest], checker)
  }
  const index = checker.getIndexTypeOfType(type, ts.IndexKind.String)
  if (index) return has(index, rest, checker)
  if (part === '*') return checker.getPropertiesOfType(type).length > 0
  const property = checker.getPropertyOfType(type, part)
  return property !== undefined && has(checker.getTypeOfSymbol(property), rest, checker)
}

/** The keys of objects that are put together at run time, of properties and of accesses. */
function* keysIn(node: ts.Node): Generator<ts.Expression> {
  if (ts.isComputedPropertyName(node)) yield node.expression
  if (ts.isElementAccessExpression(node)) yield node.argumentExpression
  if (ts.isArrayLiteralExpression(node)) {
    // The pairs of `Object.fromEntries`, and lists of fields to read.
    const [first] = node.elements
    if (first && ts.isTemplateExpression(first)) yield first
  }
  for (const child of node.getChildren()) yield* keysIn(child)
}

/** Paths in repositories that lead to no field of a collection which their domain uses, with file and line. */
export function strayPaths(sources: readonly SourceText[]): string[] {
  const repos = sources.filter(({ file }) => kindOf(file) === 'repo')
  const texts = new Map(sources.map(({ file, text }) => [path.join(FOLDER, file), text]))
  const files = repos.map(({ file }) => path.join(FOLDER, file))
  const collected = path.join(ROOT, 'cloudfunctions/collected/collections.ts')
  const program = programOf(ROOT, [...files, collected], texts)
  const checker = program.getTypeChecker()
  const platform = program.getSourceFile(path.join(ROOT, 'cloudfunctions/platform/collections.ts'))
  const module = platform && checker.getSymbolAtLocation(platform)
  const declared = module && checker.getExportsOfModule(module).find(({ name }) => name === 'Collections')
  if (!declared) throw new Error('the interface Collections is not there')
  const collections = checker.getDeclaredTypeOfSymbol(declared)
  const documents = new Map(
    checker.getPropertiesOfType(collections).map((one) => [one.name, checker.getTypeOfSymbol(one)]),
  )
  const uses = [...usesIn(sources).keys()].map((key) => key.split(':'))
  return repos.flatMap(({ file }) => {
    const source = program.getSourceFile(path.join(FOLDER, file))
    const types = uses.flatMap(([domain, name = '']) => {
      const type = documents.get(name)
      return domain === domainOf(file) && type ? [type] : []
    })
    if (!source) throw new Error(`${file} is not in the program`)
    return [...keysIn(source)].flatMap((key) => {
      const text = partsOf(key, checker)
      if (text === undefined || !text.includes('.')) return []
      if (types.some((type) => has(type, text.split('.'), checker))) return []
      const { line } = source.getLineAndCharacterOfPosition(key.getStart())
      return [`${file}:${line + 1} ${text}`]
    })
  })
}
