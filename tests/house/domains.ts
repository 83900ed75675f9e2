import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

/** What the files of the server's domains say of one another: read from the code, for the tests of the house. */

export const ROOT = path.resolve(__dirname, '../..')
const DOMAINS = path.join(ROOT, 'cloudfunctions/domain')

/** Files that nobody imports but `cloudfunctions/collected`: what they import makes no circle. */
const ENTRIES = ['calls', 'effects', 'jobs', 'checkout', 'reservations']

export interface SourceText {
  /** `group/domain/name.kind.ts` below cloudfunctions/domain. */
  readonly file: string
  readonly text: string
}

/** What a domain has to do with a collection of another one. */
export type Use = 'reads' | 'writes'

export const domainOf = (file: string): string => file.split('/')[1] ?? ''
export const kindOf = (file: string): string => {
  const [, ...kinds] = path.basename(file, '.ts').split('.')
  return kinds.join('.') || path.basename(file, '.ts')
}
/** `x.checkout.ts` is one, the folder of a domain `sale/checkout` is none. */
const isEntry = (file: string): boolean =>
  ENTRIES.some((kind) => path.basename(file, '.ts').endsWith(`.${kind}`))
export const isTest = (file: string): boolean => /(^|\.)test$/.test(kindOf(file))

/** The files of all domains, tests left out. */
export function readSources(): SourceText[] {
  return fs
    .readdirSync(DOMAINS, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ file, text: fs.readFileSync(path.join(DOMAINS, file), 'utf8') }))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
}

const parsed = new WeakMap<SourceText, ts.SourceFile>()

function parse(source: SourceText): ts.SourceFile {
  const known = parsed.get(source)
  if (known) return known
  const fresh = ts.createSourceFile(source.file, source.text, ts.ScriptTarget.Latest, true)
  parsed.set(source, fresh)
  return fresh
}

interface Imported {
  /** The file or folder below cloudfunctions/domain. */
  readonly from: string
  /** Whether only types are taken. */
  readonly isType: boolean
  readonly names: readonly string[]
}

/** What a file imports from domains, types included. */
function importsOf(source: ts.SourceFile): Imported[] {
  return source.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return []
    const { moduleSpecifier: module } = statement
    if (!module || !ts.isStringLiteral(module) || !module.text.startsWith('.')) return []
    const from = path.posix.normalize(path.posix.join(path.posix.dirname(source.fileName), module.text))
    if (from.startsWith('..')) return []
    const named = ts.isImportDeclaration(statement)
      ? statement.importClause?.namedBindings
      : statement.exportClause
    const names =
      named && (ts.isNamedImports(named) || ts.isNamedExports(named))
        ? named.elements.map(({ propertyName, name }) => (propertyName ?? name).text)
        : []
    const isType = ts.isImportDeclaration(statement)
      ? statement.importClause?.isTypeOnly === true
      : statement.isTypeOnly
    return [{ from, isType, names }]
  })
}

/** Domains that import one another, in a circle, types included: empty when there is none. */
export function circlesOf(sources: readonly SourceText[]): string[] {
  const edges = new Map<string, Map<string, string>>()
  for (const source of sources) {
    if (isTest(source.file) || isEntry(source.file)) continue
    const from = domainOf(source.file)
    const to = edges.get(from) ?? new Map<string, string>()
    edges.set(from, to)
    for (const imported of importsOf(parse(source))) {
      const domain = domainOf(imported.from)
      if (domain !== from) to.set(domain, source.file)
    }
  }
  return ringsIn(edges).map((ring) => {
    const files = ring.slice(1).map((next, i) => edges.get(ring[i] ?? '')?.get(next))
    return `${ring.join(' → ')} (${files.join(', ')})`
  })
}

/** Files of a domain that import one another, in a circle, types included: empty when there is none. */
export function circlesOfFiles(sources: readonly SourceText[]): string[] {
  const edges = new Map(
    sources
      .filter(({ file }) => !isTest(file))
      .map((source) => [
        source.file,
        new Map(importsOf(parse(source)).map(({ from }) => [`${from}.ts`, from] as const)),
      ]),
  )
  return ringsIn(edges).map((ring) => ring.join(' → '))
}

/** The rings in a graph, each with its first node at both ends. */
function ringsIn(edges: ReadonlyMap<string, ReadonlyMap<string, string>>): string[][] {
  const done = new Set<string>()
  const rings: string[][] = []
  const walk = (node: string, way: readonly string[]): void => {
    const at = way.indexOf(node)
    if (at !== -1) rings.push([...way.slice(at), node])
    else if (!done.has(node)) {
      for (const next of edges.get(node)?.keys() ?? []) walk(next, [...way, node])
      done.add(node)
    }
  }
  for (const node of edges.keys()) walk(node, [])
  return rings
}

/** Imports of entry files by files that are none: they would hide a circle. */
export function importsOfEntries(sources: readonly SourceText[]): string[] {
  return sources
    .filter(({ file }) => !isTest(file))
    .flatMap((source) =>
      importsOf(parse(source))
        .filter(({ from }) => isEntry(`${from}.ts`))
        .filter(({ from }) => !isEntry(source.file) || domainOf(from) !== domainOf(source.file))
        .map(({ from }) => `${source.file} imports ${from}`),
    )
}

/** What files of a kind may import: kinds of their own domain, and what of the others. */
export interface MayImport {
  readonly own: readonly string[]
  readonly others: 'nothing' | 'types' | 'index'
}

/** The table of kinds in docs/conventions.md. */
export function kindsIn(conventions: string): Map<string, MayImport> {
  const rows = conventions.matchAll(/^\| `(\w+)` +\|[^|]*\|([^|]*)\| (nothing|types|index) +\|$/gm)
  return new Map(
    [...rows].map(([, kind = '', own = '', others]) => [
      kind,
      {
        own: [...own.matchAll(/`(\w+)`/g)].map(([, one = '']) => one),
        others: others as MayImport['others'],
      },
    ]),
  )
}

/** Imports that the table of kinds does not have. */
export function strayImports(
  sources: readonly SourceText[],
  kinds: ReadonlyMap<string, MayImport>,
): string[] {
  return sources
    .filter(({ file }) => !isTest(file))
    .flatMap((source) => {
      const may = kinds.get(kindOf(source.file))
      return importsOf(parse(source))
        .filter(({ from, isType }) => {
          const isFile = from.split('/').length > 2
          const kind = isFile ? kindOf(`${from}.ts`) : 'index'
          if (domainOf(from) === domainOf(source.file)) return !may?.own.includes(kind)
          if (kind !== 'index' && !(kind === 'model' && isType)) return true
          return may?.others !== 'index' && !(may?.others === 'types' && isType)
        })
        .map(({ from }) => `${source.file} imports ${from}`)
    })
}

/** Handlers of calls that are more than one use case, and functions of entries that do something with a context. */
export function longEntries(sources: readonly SourceText[]): string[] {
  const long: string[] = []
  for (const source of sources.filter(({ file }) => isEntry(file))) {
    visit(parse(source), (node) => {
      if (ts.isFunctionLike(node) && takesContext(node)) long.push(`${source.file} ${nameOf(node)}`)
      if (kindOf(source.file) === 'calls' && ts.isPropertyAssignment(node) && isLong(node.initializer))
        long.push(`${source.file} ${node.name.getText()}`)
    })
  }
  return long
}

/** Those of a table take theirs from its type. */
const takesContext = ({ parameters }: ts.SignatureDeclaration): boolean =>
  parameters.some(({ type }) => type?.getText().endsWith('Context'))

const nameOf = ({ name, parent }: ts.SignatureDeclaration): string =>
  (name ?? (ts.isVariableDeclaration(parent) ? parent.name : undefined))?.getText() ?? 'a function'

/** Whether a handler calls more than one function, or does more than to call it and to answer `{}`. */
function isLong(handler: ts.Expression): boolean {
  if (!ts.isArrowFunction(handler) && !ts.isFunctionExpression(handler)) return false
  let calls = 0
  visit(handler.body, (node) => {
    if (ts.isCallExpression(node)) calls += 1
  })
  if (calls > 1) return true
  if (!ts.isBlock(handler.body)) return false
  const [call, answer, ...more] = handler.body.statements
  const answersNothing = answer && ts.isReturnStatement(answer) && answer.expression?.getText() === '{}'
  return !(call && ts.isExpressionStatement(call) && answersNothing && more.length === 0)
}

/** Keys of an object that a file exports, with quotes or without. */
function keysIn(source: ts.SourceFile, name: string): string[] {
  const keys: string[] = []
  visit(source, (node) => {
    if (!ts.isVariableDeclaration(node) || node.name.getText() !== name || !node.initializer) return
    let value: ts.Expression = node.initializer
    while (ts.isSatisfiesExpression(value) || ts.isAsExpression(value)) value = value.expression
    if (!ts.isObjectLiteralExpression(value)) return
    for (const { name: key } of value.properties) if (key && ts.isStringLiteral(key)) keys.push(key.text)
  })
  return keys
}

/** Rows that do not stand beside the handler of their call, and handlers without a row beside them. */
export function strayRows(sources: readonly SourceText[]): string[] {
  const domains = new Map<string, { handled: Set<string>; shown: Set<string> }>()
  for (const source of sources.filter(({ file }) => ['calls', 'rows'].includes(kindOf(file)))) {
    const domain = domainOf(source.file)
    const of = domains.get(domain) ?? { handled: new Set(), shown: new Set() }
    domains.set(domain, of)
    for (const name of keysIn(parse(source), 'rows')) of.shown.add(name)
    for (const audience of ['storefront', 'distributor', 'merchant'])
      for (const name of keysIn(parse(source), audience)) of.handled.add(`${audience}/${name}`)
  }
  return [...domains].flatMap(([domain, { handled, shown }]) => [
    ...[...handled].filter((name) => !shown.has(name)).map((name) => `${domain} has no row of ${name}`),
    ...[...shown].filter((name) => !handled.has(name)).map((name) => `${domain} does not handle ${name}`),
  ])
}

/** The collections with their owners and the names of their documents' types. */
export function declaredIn(sources: readonly SourceText[]): Map<string, { owner: string; type: string }> {
  const found = new Map<string, { owner: string; type: string }>()
  for (const source of sources) {
    if (kindOf(source.file) !== 'collections') continue
    visit(parse(source), (node) => {
      if (!ts.isInterfaceDeclaration(node) || node.name.text !== 'Collections') return
      for (const member of node.members) {
        if (!ts.isPropertySignature(member) || !member.type) continue
        const [name, type] = [member.name.getText(), member.type.getText()]
        if (found.has(name)) throw new Error(`the collection ${name} has two owners`)
        found.set(name, { owner: domainOf(source.file), type })
      }
    })
  }
  return found
}

function visit(node: ts.Node, look: (node: ts.Node) => void): void {
  look(node)
  node.forEachChild((child) => visit(child, look))
}

const WRITES = ['insert', 'insertMany', 'change', 'changeAndGet', 'remove']
const READS = ['get', 'find', 'count', 'aggregate']
/** Functions of the platform that read the collection of their second argument. */
const READERS = ['readPage', 'eachPage']

/** What a name that stands for a collection means: a text, a constant of the file or of the domains, a parameter. */
function namesOf(
  node: ts.Expression,
  source: ts.SourceFile,
  constants: ReadonlyMap<string, string>,
): string[] {
  if (ts.isAsExpression(node)) return namesOf(node.expression, source, constants)
  if (ts.isStringLiteral(node)) return [node.text]
  if (ts.isIdentifier(node)) {
    const constant = constants.get(`${source.fileName}:${node.text}`) ?? constants.get(node.text)
    if (constant !== undefined) return [constant]
    const given = argumentsFor(node, source)
    if (given.length > 0) return given.flatMap((one) => namesOf(one, source, constants))
  }
  throw new Error(`${source.fileName}: which collection is ${node.getText()}?`)
}

/** What the file's calls of a function hand in for its parameter. */
function argumentsFor(name: ts.Identifier, source: ts.SourceFile): ts.Expression[] {
  let scope: ts.Node = name
  while (scope.parent && !(ts.isFunctionDeclaration(scope) && parameterAt(scope, name) !== -1))
    scope = scope.parent
  if (!ts.isFunctionDeclaration(scope)) return []
  const at = parameterAt(scope, name)
  const called = scope.name?.text
  const found: ts.Expression[] = []
  visit(source, (node) => {
    if (!ts.isCallExpression(node) || node.expression.getText() !== called) return
    const argument = node.arguments[at]
    if (argument) found.push(argument)
  })
  return found
}

const parameterAt = (scope: ts.FunctionDeclaration, name: ts.Identifier): number =>
  scope.parameters.findIndex((parameter) => parameter.name.getText() === name.text)

/** The text constants by name, those of one file by `file:name`, too. */
function constantsOf(sources: readonly SourceText[]): Map<string, string> {
  const constants = new Map<string, string>()
  for (const source of sources) {
    for (const [, exported, name = '', value = ''] of source.text.matchAll(
      /^(export )?const (\w+) = '([^']*)'$/gm,
    )) {
      constants.set(`${source.file}:${name}`, value)
      if (exported) constants.set(name, value)
    }
  }
  return constants
}

/**
 * Which domain reads and writes which collection: by its repositories' operations, and by taking the type of its
 * documents. `domain:collection` → use; who writes may read.
 */
export function usesIn(sources: readonly SourceText[]): Map<string, Use> {
  const uses = new Map<string, Use>()
  const constants = constantsOf(sources)
  const types = new Map([...declaredIn(sources)].map(([name, { type }]) => [type, name]))
  const note = (file: string, collection: string, use: Use): void => {
    const key = `${domainOf(file)}:${collection}`
    if (uses.get(key) !== 'writes') uses.set(key, use)
  }
  for (const text of sources) {
    if (isTest(text.file) || kindOf(text.file) === 'collections') continue
    const source = parse(text)
    for (const name of importsOf(source).flatMap(({ names }) => names)) {
      const collection = types.get(name)
      if (collection !== undefined) note(text.file, collection, 'reads')
    }
    visit(source, (node) => {
      if (ts.isTypeReferenceNode(node) && node.typeName.getText() === 'Doc') {
        const [argument] = node.typeArguments ?? []
        if (argument && ts.isLiteralTypeNode(argument) && ts.isStringLiteral(argument.literal))
          note(text.file, argument.literal.text, 'reads')
      }
      if (kindOf(text.file) !== 'repo') return
      if (ts.isPropertyAssignment(node) && node.name.getText() === 'from')
        for (const name of namesOf(node.initializer, source, constants)) note(text.file, name, 'reads')
      if (!ts.isCallExpression(node)) return
      const [, read] = node.arguments
      if (read && READERS.includes(node.expression.getText()))
        for (const one of namesOf(read, source, constants)) note(text.file, one, 'reads')
      if (!ts.isPropertyAccessExpression(node.expression)) return
      const { expression, name } = node.expression
      if (!/(^|\.)(db|inside)$/.test(expression.getText())) return
      const use = WRITES.includes(name.text) ? 'writes' : READS.includes(name.text) ? 'reads' : undefined
      const [collection] = node.arguments
      if (use && collection)
        for (const one of namesOf(collection, source, constants)) note(text.file, one, use)
    })
  }
  return uses
}

/** What the owners declare, in the same form. */
export function declaredUses(
  specs: Readonly<
    Record<string, { version: number; readers?: readonly string[]; writers?: readonly string[] }>
  >,
): Map<string, Use> {
  const uses = new Map<string, Use>()
  for (const [collection, { readers = [], writers = [] }] of Object.entries(specs)) {
    for (const domain of readers) uses.set(`${domain}:${collection}`, 'reads')
    for (const domain of writers) uses.set(`${domain}:${collection}`, 'writes')
  }
  return uses
}

/** Where code and declarations differ, in words. */
export function differencesOf(sources: readonly SourceText[], declared: ReadonlyMap<string, Use>): string[] {
  const owners = declaredIn(sources)
  const used = new Map(
    [...usesIn(sources)].filter(([key]) => {
      const [domain = '', collection = ''] = key.split(':')
      return owners.get(collection)?.owner !== domain
    }),
  )
  const say = (key: string, words: string) => `${key.split(':').join(` ${words} `)}`
  return [
    ...[...used]
      .filter(([key, use]) => declared.get(key) !== use)
      .map(([key, use]) => say(key, `${use}, undeclared,`)),
    ...[...declared]
      .filter(([key, use]) => used.get(key) !== use)
      .map(([key, use]) => say(key, `is declared in vain: ${use}`)),
  ]
}
