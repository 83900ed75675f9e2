import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** A proof is left out only while nothing that it rests on has changed. */

const script = pathToFileURL(path.join(__dirname, 'stamp.mjs')).href
const base = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-stamp-'))
afterAll(() => fs.rmSync(base, { recursive: true }))

function write(file: string, content: string | object): void {
  const at = path.join(base, file)
  fs.mkdirSync(path.dirname(at), { recursive: true })
  fs.writeFileSync(at, typeof content === 'string' ? content : JSON.stringify(content))
}

/** Runs steps in one process of Node; each answers a value or the error's words. */
function run(...steps: string[]): unknown[] {
  const code = `import * as stamp from '${script}'
const { stampOf, isProven, noteProven } = stamp
const base = ${JSON.stringify(base)}
const what = { paths: ['part', 'config.mjs'], packages: ['tool'] }
const said = [${steps.map((step) => `() => ${step}`).join(', ')}].map((step) => {
  try { return step() ?? null } catch (error) { return error.message }
})
console.log(JSON.stringify(said))`
  const { stdout, stderr } = spawnSync('node', ['--input-type=module', '-e', code], { encoding: 'utf8' })
  if (!stdout) throw new Error(stderr)
  return JSON.parse(stdout) as unknown[]
}
const stampNow = () => run('stampOf(what, base)')[0]

const package_ = (version: string, rest = {}) => ({ version, integrity: `sha512-${version}`, ...rest })
/** `tool` depends on the inner `part` of its own, and on `deep` beside it. */
const lock = (
  versions: { tool?: string; inner?: string; outer?: string; deep?: string; other?: string } = {},
) => ({
  packages: {
    'node_modules/tool': package_(versions.tool ?? '1', {
      dependencies: { part: '*' },
      optionalDependencies: { absent: '*' },
    }),
    'node_modules/tool/node_modules/part': package_(versions.inner ?? '1', { dependencies: { deep: '*' } }),
    'node_modules/part': package_(versions.outer ?? '1'),
    'node_modules/deep': package_(versions.deep ?? '1', { dependencies: { tool: '*' } }),
    'node_modules/other': package_(versions.other ?? '1'),
  },
})

beforeEach(() => {
  fs.rmSync(base, { recursive: true })
  write('part/src/one.ts', 'one')
  write('part/tests/two.ts', 'two')
  write('config.mjs', '')
  write('package-lock.json', lock())
})

test('a stamp changes with a file’s content, its name, its coming and its going, and with nothing else', () => {
  const before = stampNow()
  expect(before).toMatch(/^[0-9a-f]{64}$/)
  const changes: [() => void, () => void][] = [
    [() => write('part/src/one.ts', 'onf'), () => write('part/src/one.ts', 'one')],
    [() => write('part/src/new.ts', ''), () => fs.rmSync(path.join(base, 'part/src/new.ts'))],
    [
      () => fs.renameSync(path.join(base, 'part/tests/two.ts'), path.join(base, 'part/tests/three.ts')),
      () => fs.renameSync(path.join(base, 'part/tests/three.ts'), path.join(base, 'part/tests/two.ts')),
    ],
    [() => write('config.mjs', 'export {}'), () => write('config.mjs', '')],
  ]
  for (const [change, back] of changes) {
    change()
    expect(stampNow()).not.toBe(before)
    back()
    expect(stampNow()).toBe(before)
  }
  write('part/.cache/compiled/x.bin', 'x')
  write('part/node_modules/x/index.js', 'x')
  write('elsewhere/x.ts', 'x')
  expect(stampNow()).toBe(before)
})

test('and with the versions that its packages are locked to, as far as they depend on them', () => {
  const before = stampNow()
  for (const versions of [{ tool: '2' }, { inner: '2' }, { deep: '2' }]) {
    write('package-lock.json', lock(versions))
    expect(stampNow()).not.toBe(before)
  }
  for (const versions of [{ outer: '2' }, { other: '2' }]) {
    write('package-lock.json', lock(versions))
    expect(stampNow()).toBe(before)
  }
})

test('what is missing is said and not passed over', () => {
  expect(
    run("stampOf({ paths: ['gone'] }, base)", "stampOf({ paths: [], packages: ['gone'] }, base)"),
  ).toEqual([expect.stringContaining('gone'), 'package-lock.json has no gone'])
})

test('nothing is proven at first, and then exactly what was noted, by its latest stamp', () => {
  expect(
    run(
      "isProven('a', 'x', base)",
      "noteProven('a', 'x', base)",
      "isProven('a', 'x', base)",
      "isProven('a', 'y', base)",
      "isProven('b', 'x', base)",
      "isProven('constructor', undefined, base)",
      "noteProven('b', 'z', base)",
      "noteProven('a', 'y', base)",
      "[isProven('a', 'x', base), isProven('a', 'y', base), isProven('b', 'z', base)]",
    ),
  ).toEqual([false, null, true, false, false, false, null, null, [false, true, true]])
  for (const broken of ['', 'null', '[]', '{"a":']) {
    write('tests/proven.json', broken)
    expect(run("isProven('a', 'y', base)", "noteProven('a', 'y', base)", "isProven('a', 'y', base)")).toEqual(
      [false, null, true],
    )
  }
})

test('the emulator’s stamp stands on its files and on what it is built with', () => {
  expect(run('stamp.emulatorStamp() === stamp.emulatorStamp()')).toEqual([true])
})
