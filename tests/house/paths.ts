import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { domainOf, kindOf, readSources, ROOT, usesIn, type SourceText } from './domains'
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
  // Lists of paths, as `removals` takes them.
  if (ts.isArrowFunction(node) && ts.isCallExpression(node.parent) && ts.isTemplateExpression(node.body))
    yield node.body
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

/** Whether a name is known when the code is written: a number, one of some texts that stand there, a field's own. */
function isWritten(type: ts.Type): boolean {
  if (type.isUnion()) return type.types.every(isWritten)
  if (type.isIntersection()) return type.types.some(isWritten)
  return (type.flags & (ts.TypeFlags.NumberLike | ts.TypeFlags.StringLiteral | ts.TypeFlags.Index)) !== 0
}

/** The parts of a path that are only known at run time and do not pass `fieldKey`. */
function looseParts(node: ts.Expression, checker: ts.TypeChecker): ts.Expression[] {
  if (ts.isAsExpression(node)) return looseParts(node.expression, checker)
  if (ts.isTemplateExpression(node)) {
    return node.templateSpans.flatMap(({ expression }) => looseParts(expression, checker))
  }
  if (ts.isCallExpression(node) && node.expression.getText() === 'fieldKey') return []
  if (isWritten(checker.getTypeAtLocation(node))) return []
  const declaration = ts.isIdentifier(node) ? checker.getSymbolAtLocation(node)?.valueDeclaration : undefined
  return declaration && ts.isVariableDeclaration(declaration) && declaration.initializer
    ? looseParts(declaration.initializer, checker)
    : [node]
}

/** Where names that come from somewhere become part of a path without passing `fieldKey`, with file and line. */
export function loosePaths(sources: readonly SourceText[]): string[] {
  const files = sources.map(({ file }) => path.join(FOLDER, file))
  const program = programOf(ROOT, files, new Map(sources.map(({ text }, i) => [files[i] ?? '', text])))
  const checker = program.getTypeChecker()
  return sources.flatMap(({ file }, i) => {
    const source = program.getSourceFile(files[i] ?? '')
    if (!source) throw new Error(`${file} is not in the program`)
    return [...keysIn(source)].flatMap((key) => {
      // What is read from an object is no path, unless it looks like one.
      if (ts.isElementAccessExpression(key.parent) && !partsOf(key, checker)?.includes('.')) return []
      return looseParts(key, checker).map((part) => {
        const { line } = source.getLineAndCharacterOfPosition(part.getStart())
        return `${file}:${line + 1} ${part.getText()}`
      })
    })
  })
}

/** Everything that puts paths together: the repositories, and what holds scarce things for them. */
export function changingSources(): SourceText[] {
  const holding = path.join(ROOT, 'cloudfunctions/platform/hold')
  const machines = readdirSync(holding).map((file) => path.join(holding, file))
  const repos = readSources().filter(({ file }) => kindOf(file) === 'repo')
  return [
    ...repos,
    ...machines.map((file) => ({ file: path.relative(FOLDER, file), text: readFileSync(file, 'utf8') })),
  ]
}
