import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { ROOT } from './domains'

/** What the package.json files declare is used, and what is imported is declared, by the package that imports it. */

interface PackageJson {
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
}

const read = (file: string): PackageJson =>
  JSON.parse(fs.readFileSync(path.join(ROOT, file), 'utf8')) as PackageJson
const declaredBy = ({ dependencies, devDependencies }: PackageJson): string[] => [
  ...Object.keys(dependencies ?? {}),
  ...Object.keys(devDependencies ?? {}),
]

/** Used without an import: who asks for it by its name. */
const NAMED: Readonly<Record<string, string>> = {
  '@babel/runtime': 'what babel-preset-taro compiles to imports its helpers',
  '@prettier/plugin-oxc': 'plugins of .prettierrc.json',
  '@tarojs/plugin-framework-react': "framework: 'react' of miniprogram/config",
  '@tarojs/plugin-platform-h5': 'scripts/build-client.mjs h5',
  '@tarojs/plugin-platform-weapp': 'scripts/build-client.mjs weapp',
  '@tarojs/react': "the framework plugin's renderer",
  '@tarojs/webpack5-runner': "compiler: 'webpack5' of miniprogram/config",
  'babel-preset-taro': "'taro' of miniprogram/babel.config.js",
  'eslint-import-resolver-typescript': "'typescript' of eslint.config.mjs",
  jest: 'npm test',
  'jest-environment-jsdom': "'jsdom' of jest.config.mjs",
  'typescript-7': 'npm run check:types',
}
/** Modules that exist where code runs, not where it is built. */
const PROVIDED = ['jest']

const IMPORT =
  /(?:\bfrom\s+|\bimport\s*\(?\s*|\brequire(?:\.resolve)?\s*\(\s*)'([^'.$\n][^'\n]*)'|'(@swc\/jest)'/g
const packageOf = (module: string): string =>
  module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/')

/** The packages that files import, with one of the files. */
function importsOf(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of files) {
    const text = fs.readFileSync(path.join(ROOT, file), 'utf8')
    for (const [, module, transform] of text.matchAll(IMPORT)) {
      const name = packageOf(module ?? transform ?? '')
      if (/^(node:|@\/|@shared)/.test(module ?? '') || builtinModules.includes(name)) continue
      if (!found.has(name)) found.set(name, file)
    }
  }
  return found
}

/** The packages that a declared one wants beside it. */
function peersOf(declared: readonly string[]): Set<string> {
  const manifests = declared.map((name) => `node_modules/${name}/package.json`)
  return new Set(manifests.flatMap((file) => Object.keys(read(file).peerDependencies ?? {})))
}

const isTypes = (
  name: string,
  imported: ReadonlyMap<string, string>,
  declared: readonly string[],
): boolean => {
  const [, of = ''] = /^@types\/(.+)$/.exec(name) ?? []
  return of !== '' && (of === 'node' || imported.has(of) || declared.includes(of))
}

function unusedOf(declared: readonly string[], imported: ReadonlyMap<string, string>): string[] {
  const peers = peersOf(declared)
  return declared.filter(
    (name) => !imported.has(name) && !peers.has(name) && !NAMED[name] && !isTypes(name, imported, declared),
  )
}

const undeclaredOf = (declared: readonly string[], imported: ReadonlyMap<string, string>): string[] =>
  [...imported]
    .filter(([name]) => !declared.includes(name) && !PROVIDED.includes(name))
    .map((one) => one.join(' in '))

const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' })
  .split('\0')
  .filter((file) => /\.(ts|tsx|mjs|js|cjs)$/.test(file) && fs.existsSync(path.join(ROOT, file)))
const own = path.relative(ROOT, __filename)

describe.each([
  ['package.json', files.filter((file) => !file.startsWith('emulator/') && file !== own)],
  ['emulator/package.json', files.filter((file) => file.startsWith('emulator/'))],
])('%s', (manifest, sources) => {
  const declared = declaredBy(read(manifest))
  const imported = importsOf(sources)

  test('[HOUSE-3] declares what is used', () => {
    expect(unusedOf(declared, imported)).toEqual([])
    expect(
      unusedOf([...declared, 'bson'], new Map([...imported].filter(([name]) => name !== 'bson'))),
    ).toEqual(declared.includes('bson') ? ['bson', 'bson'] : ['bson'])
  })

  test('[HOUSE-3] declares what is imported', () => {
    expect(undeclaredOf(declared, imported)).toEqual([])
    expect(undeclaredOf(declared, new Map([['left-pad', 'x.ts']]))).toEqual(['left-pad in x.ts'])
  })
})
