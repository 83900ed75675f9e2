import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { ROOT } from './domains'

/** A domain comes and goes with its own files: in a copy of the repository, compiled, built and called. */

const SAMPLE = path.join(__dirname, 'sample')
const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-sample-'))
const at = (file: string) => path.join(copy, file)
const node = (...args: string[]) =>
  execFileSync('node', args, { cwd: copy, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } })
const listed = (folder: string): string[] =>
  fs
    .readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/^(dist|node_modules|emulator\/\.cache)(\/|$)/.test(file))
    .sort()
const digests = () =>
  new Map(
    listed(copy).map((file) => [
      file,
      createHash('sha1')
        .update(fs.readFileSync(at(file)))
        .digest('hex'),
    ]),
  )

const added = listed(SAMPLE)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => ({ from: path.join(SAMPLE, file), to: file.slice(0, -'.txt'.length) }))

beforeAll(() => {
  const files = execFileSync('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  })
    .split('\0')
    .filter(Boolean)
  const needed =
    /^(cloudfunctions|shared|emulator|local|scripts|miniprogram\/(src|types)|tests\/(contract|support)|[^/]+$)/
  for (const file of files.filter((one) => needed.test(one) && fs.existsSync(path.join(ROOT, one)))) {
    fs.mkdirSync(path.dirname(at(file)), { recursive: true })
    fs.copyFileSync(path.join(ROOT, file), at(file))
  }
  fs.symlinkSync(path.join(ROOT, 'node_modules'), at('node_modules'))
})
afterAll(() => fs.rmSync(copy, { recursive: true }))

/** A mistake in the sample and the words by which the compiler finds it. */
const MISTAKES: { file: string; from: string; to: string; words: RegExp }[] = [
  {
    file: 'miniprogram/src/packages/merchant-note/notes/index.tsx',
    from: '{ words }',
    to: '{ word }',
    words: /^index\.tsx: .*'word'/,
  },
  {
    file: 'miniprogram/src/packages/merchant-note/notes/entry.ts',
    from: "'note.read'",
    to: "'note.write'",
    words: /^entry\.ts: .*"note\.write"/,
  },
  {
    file: 'cloudfunctions/domain/shop/note/note.repo.ts',
    from: 'exists(false) }, limit',
    to: 'exists(false), seenAt: 1 }, limit',
    words: /^note\.repo\.ts: .*'never'/,
  },
  {
    file: 'cloudfunctions/domain/shop/note/note.effects.ts',
    from: "'paid'",
    to: "'payed'",
    words: /^note\.effects\.ts: .*"payed"/,
  },
  {
    file: 'cloudfunctions/domain/shop/note/note.rows.ts',
    from: "'storefront/note.save':",
    to: "'storefront/note.sav':",
    words: /^row\.ts: .*storefront\/note\.save/,
  },
]

/** What the compiler says of these files and all that they import, each with the name of its file. */
function complaints(files: readonly string[]): string[] {
  const options = { extends: './tsconfig.json', files, include: [], compilerOptions: { types: ['node'] } }
  fs.writeFileSync(at('tsconfig.sample.json'), JSON.stringify(options))
  const tsc = ['node_modules/typescript-7/bin/tsc', '--singleThreaded', '--pretty', 'false', '-p']
  const { stdout, error } = spawnSync('node', [...tsc, 'tsconfig.sample.json'], {
    cwd: copy,
    encoding: 'utf8',
  })
  fs.rmSync(at('tsconfig.sample.json'))
  if (error) throw error
  return stdout
    .split(/\n(?=\S)/)
    .filter(Boolean)
    .map((line) => line.replace(/^.*?([^/(]+)\(\d+,\d+\): error TS\d+: /, '$1: '))
}

/** Compiles the sample and what joins it to the mall, as it is and with each mistake. */
function compile(changed: readonly string[]): void {
  const looked = [
    ...added.map(({ to }) => to).filter((file) => /\.tsx?$/.test(file)),
    ...changed,
    'miniprogram/types/global.d.ts',
    'tests/contract/row.ts',
  ]
  expect(complaints(looked)).toEqual([])
  const texts = MISTAKES.map(({ file, from, to }) => {
    const text = fs.readFileSync(at(file), 'utf8')
    expect(text).toContain(from)
    fs.writeFileSync(at(file), text.replace(from, to))
    return { file, text }
  })
  const broken = complaints(looked)
  for (const { words } of MISTAKES) expect(broken).toContainEqual(expect.stringMatching(words))
  for (const { file, text } of texts) fs.writeFileSync(at(file), text)
}

test('[HOUSE-1] a domain is added, compiled, built, called and taken away, and no existing file is edited', () => {
  node('scripts/collect.mjs')
  const before = digests()
  for (const { from, to } of added) {
    expect(before.has(to)).toBe(false)
    fs.mkdirSync(path.dirname(at(to)), { recursive: true })
    fs.copyFileSync(from, at(to))
  }
  node('scripts/collect.mjs')
  const now = digests()
  const changed = [...before].filter(([file, digest]) => now.get(file) !== digest).map(([file]) => file)
  expect(changed.filter((file) => !file.includes('/collected/'))).toEqual([])
  const collected = changed.map((file) => fs.readFileSync(at(file), 'utf8')).join('\n')
  for (const part of [
    "'merchant-note/notes': 'packages/merchant-note/notes/index'",
    "{ root: 'packages/merchant-note', pages: ['notes/index'] }",
    "'merchant-note/notes': merchantNoteNotes",
    "placed('merchant-note/notes', merchantNoteNotes)",
    'note/note.effects',
    'note/note.rows',
    "import { refuses as note } from '../note/errors'",
  ])
    expect(collected).toContain(part)

  compile(changed)

  node('scripts/build-functions.mjs')
  const story = JSON.parse(node(path.join(SAMPLE, 'story.mjs')).trim().split('\n').at(-1) ?? '') as object
  expect(story).toMatchObject({
    none: { ok: false, error: { code: 'NOTE_NONE', message: '还没有写过便签' } },
    saved: { ok: true, data: { words: '明前龙井', orders: 0 } },
    looked: { ok: true, data: { words: '明前龙井', orders: 0, lookedAt: expect.any(Number) as number } },
    unpaid: { ok: true, data: { orders: 0 } },
    paid: { ok: true, data: { orders: 1 } },
  })

  for (const { to } of added) fs.rmSync(at(to))
  node('scripts/collect.mjs')
  expect([...digests()]).toEqual([...before])
}, 300_000)
