import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'

/** The emulator stands alone: what its files import, by types as well, is checked over all of them. */
const root = resolve(__dirname, '..')

/** What is imported or exported from elsewhere, imported for its effect, and imported later. */
const IMPORTS =
  /^(?:import|export)\s[^'"=(]*?\sfrom\s+['"]([^'"]+)['"]|^import\s+['"]([^'"]+)['"]|\bimport\(['"]([^'"]+)['"]\)/gm

interface Imported {
  /** Within the package, by path from its folder. */
  own: string[]
  /** By relative path, but outside the package. */
  outside: string[]
  packages: string[]
}

const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|mjs)$/.test(file) && !/(^|\/)(node_modules|\.cache)\//.test(file))
  .sort()
const known = new Set(files)
const graph = new Map(files.map((file) => [file, importsOf(file)]))

function importsOf(file: string): Imported {
  const found: Imported = { own: [], outside: [], packages: [] }
  const text = readFileSync(join(root, file), 'utf8')
  for (const [, from, plain, later] of text.matchAll(IMPORTS)) {
    const name = from ?? plain ?? later ?? ''
    if (name.startsWith('node:') || name === '') continue
    if (!name.startsWith('.')) {
      found.packages.push(name.split('/', name.startsWith('@') ? 2 : 1).join('/'))
      continue
    }
    const path = relative(root, resolve(root, dirname(file), name))
    const target = [path, `${path}.ts`, `${path}/index.ts`].find((candidate) => known.has(candidate))
    if (target) found.own.push(target)
    else found.outside.push(name)
  }
  return found
}

/** A way from `file` back to itself, if there is one. */
function circleThrough(file: string): string[] | undefined {
  const ways: string[][] = [[file]]
  const seen = new Set<string>()
  for (let way = ways.pop(); way; way = ways.pop()) {
    for (const next of graph.get(way.at(-1)!)!.own) {
      if (next === file) return [...way, file]
      if (seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  return undefined
}

test('no file imports anything outside the package', () => {
  expect(files.length).toBeGreaterThan(150)
  expect(files.flatMap((file) => graph.get(file)!.outside.map((name) => `${file}: ${name}`))).toEqual([])
})

test('no file imports itself by way of others', () => {
  expect(files.flatMap((file) => circleThrough(file)?.join(' → ') ?? [])).toEqual([])
})

test('a part is imported by its index, the common ground and one part’s own files apart', () => {
  const deep = files
    .filter((file) => file.startsWith('src/'))
    .flatMap((file) =>
      graph
        .get(file)!
        .own.filter((target) => partOf(target) !== partOf(file) && !/^src\/[^/]+\/index\.ts$/.test(target))
        .map((target) => `${file}: ${target}`),
    )
  expect(deep).toEqual([])
})

const partOf = (file: string): string => file.split('/')[1] ?? ''

test('every package is a dependency, and every dependency is used', () => {
  const { dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<'dependencies' | 'devDependencies', Record<string, string>>
  const of = (wanted: (file: string) => boolean) => [
    ...new Set(files.filter(wanted).flatMap((file) => graph.get(file)!.packages)),
  ]
  const shipped = of((file) => /^(src|bin)\//.test(file) && !file.endsWith('.test.ts'))
  expect(shipped.sort()).toEqual(Object.keys(dependencies).sort())
  const tests = of((file) => !shipped.includes(file) && !/^(src|bin)\//.test(file))
  const wanted = tests.filter((name) => !(name in dependencies))
  expect(wanted.sort()).toEqual(Object.keys(devDependencies).sort())
})
