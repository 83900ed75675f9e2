/**
 * `npm run test:mutations [-- --only STOCK,PAY-10] [--guard TEXT] [--list] [--again] [--jobs 2]`: takes each guard of
 * `guards.mjs` out alone, in a copy of the tree, and runs the tests that its rule cites. A guard that nobody misses
 * fails the run. `--only` names rules, `--guard` a part of a guard's own text or of its file's name; `--list` says what
 * is known.
 *
 * May be stopped and started again: what is known of a guard counts until its file, its tests or what is put in its
 * place change. `--again` forgets it.
 */
import { execFileSync, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { root } from '../../scripts/lib/project.mjs'
import { readInvariants } from '../../scripts/lib/invariants.mjs'
import { guards } from './guards.mjs'

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    guard: { type: 'string' },
    list: { type: 'boolean', default: false },
    again: { type: 'boolean', default: false },
    jobs: { type: 'string', default: '2' },
  },
})
const CACHE = path.join(root, '.cache/mutations')
const RESULTS = path.join(CACHE, 'results.json')
/** Far longer than the tests of any rule take. */
const TIMEOUT_MS = 15 * 60_000

const rules = new Map(readInvariants().map(({ id, citations }) => [id, citations]))
const read = (file) => fs.readFileSync(path.join(root, file), 'utf8')
const sha1 = (...texts) =>
  texts.reduce((hash, text) => hash.update(text).update('\0'), createHash('sha1')).digest('hex')
const filesOf = (rule) => [...new Set(rules.get(rule).map(({ path: file }) => file))]

/** What the outcome of taking a guard out depends on, as far as it is told from afar. */
const keyOf = ({ rule, file, guard, without }) =>
  sha1(
    rule,
    file,
    guard,
    without,
    read(file),
    ...filesOf(rule).map(read),
    ...rules.get(rule).map(({ title }) => title),
  )

const remembered = !values.again && fs.existsSync(RESULTS) ? JSON.parse(fs.readFileSync(RESULTS, 'utf8')) : {}
function remember(key, outcome) {
  remembered[key] = outcome
  fs.mkdirSync(CACHE, { recursive: true })
  fs.writeFileSync(RESULTS, JSON.stringify(remembered, null, 1))
}

/** A copy of the tree that may be broken: of what changed since the last time. */
function copyTree(to) {
  const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => file && fs.existsSync(path.join(root, file)))
  const wanted = new Set(files)
  fs.mkdirSync(to, { recursive: true })
  for (const entry of fs.readdirSync(to, { recursive: true, withFileTypes: true })) {
    const file = path.relative(to, path.join(entry.parentPath, entry.name))
    if (entry.isFile() && !/(^|\/)(node_modules|dist|\.cache|collected)\//.test(file) && !wanted.has(file))
      fs.rmSync(path.join(to, file))
  }
  for (const file of files) {
    const target = path.join(to, file)
    if (fs.existsSync(target) && fs.readFileSync(target).equals(fs.readFileSync(path.join(root, file))))
      continue
    fs.mkdirSync(path.dirname(target), { recursive: true })
    fs.copyFileSync(path.join(root, file), target)
  }
  for (const folder of ['node_modules', 'dist']) {
    const link = path.join(to, folder)
    if (!fs.existsSync(link) && fs.existsSync(path.join(root, folder)))
      fs.symlinkSync(path.join(root, folder), link)
  }
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** The tests with these titles; `%s`, `$name` and `${…}` stand for what a table or a template puts there. */
const patternOf = (titles) =>
  titles
    .map((title) =>
      title
        .split(/%[a-z]|\$\{[^}]*\}|\$[a-zA-Z.]+/)
        .map(escaped)
        .join('.*'),
    )
    .join('|')

/** Runs the cited tests of a rule in a copy. @returns how many failed, and how many ran */
function runTests(copy, rule) {
  const citations = rules.get(rule)
  const report = path.join(copy, '.cache/report.json')
  fs.rmSync(report, { force: true })
  fs.mkdirSync(path.dirname(report), { recursive: true })
  const args = [
    path.join(root, 'node_modules/jest/bin/jest.js'),
    ...[
      '--selectProjects',
      'node',
      'ui',
      'emulator',
      '--json',
      `--outputFile=${report}`,
      '--runInBand',
      '--silent',
    ],
    ...['--testNamePattern', patternOf([...new Set(citations.map(({ title }) => title))])],
    ...['--runTestsByPath', ...filesOf(rule)],
  ]
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: copy,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    })
    let said = ''
    child.stderr.on('data', (data) => (said = (said + data).slice(-20_000)))
    child.on('error', reject)
    child.on('close', (_code, signal) => {
      // A test that hangs misses the guard, too; what somebody else killed says nothing.
      if (signal && performance.now() - startedAt >= TIMEOUT_MS)
        return resolve({ failed: 1, passed: 0, broken: [], said: 'it hung' })
      if (signal) return reject(new Error(`jest was killed by ${signal} in the tests of ${rule}`))
      if (!fs.existsSync(report)) return reject(new Error(`jest said nothing of ${rule}:\n${said}`))
      const { numFailedTests, numPassedTests, testResults } = JSON.parse(fs.readFileSync(report, 'utf8'))
      const broken = testResults
        .filter(({ assertionResults, status }) => status === 'failed' && assertionResults.length === 0)
        .map(({ message }) => message)
      resolve({ failed: numFailedTests, passed: numPassedTests, broken, said })
    })
  })
}

/** Rules of which this run has seen that their tests pass. */
const sound = new Set()

/** A test that fails anyway would miss every guard. */
async function assertSound(copy, rule) {
  if (sound.has(rule)) return
  const { failed, passed, broken, said } = await runTests(copy, rule)
  if (failed > 0 || broken.length > 0 || passed === 0)
    throw new Error(
      `${rule}: with every guard in its place ${failed} tests fail, ${passed} pass\n${broken.join('\n')}${said}`,
    )
  sound.add(rule)
}

async function takeOut(copy, { rule, file, guard, without }) {
  const target = path.join(copy, file)
  const whole = read(file)
  fs.writeFileSync(
    target,
    whole.replace(guard, () => without),
  )
  try {
    const { failed, passed, broken } = await runTests(copy, rule)
    if (broken.length > 0) return { outcome: 'broken', why: broken[0].slice(0, 400) }
    if (failed + passed === 0) return { outcome: 'untested' }
    return { outcome: failed > 0 ? 'killed' : 'survived', failed, passed }
  } finally {
    fs.writeFileSync(target, whole)
  }
}

const wanted = ({ rule, file, guard }) =>
  (!values.only || values.only.split(',').some((part) => rule === part || rule.startsWith(`${part}-`))) &&
  (!values.guard || guard.includes(values.guard) || file.includes(values.guard))
const all = guards.filter(wanted).map((guard) => ({ ...guard, key: keyOf(guard) }))
const open = all.filter(({ key }) => remembered[key]?.outcome !== 'killed')
const label = ({ rule, file, guard }) =>
  `${rule.padEnd(11)} ${path.basename(file).padEnd(26)} ${guard.replace(/\s+/g, ' ').slice(0, 70)}`
console.log(`${all.length} guards, ${all.length - open.length} known to be missed`)

if (values.list) {
  for (const one of open)
    console.log(`${(remembered[one.key]?.outcome ?? 'unknown').padEnd(9)} ${label(one)}`)
  process.exit(open.length > 0 ? 1 : 0)
}

if (open.length > 0) {
  const copies = Array.from({ length: Math.min(open.length, Number(values.jobs)) }, (_, i) =>
    path.join(CACHE, `tree-${i}`),
  )
  for (const copy of copies) copyTree(copy)
  const queue = [...open]
  let done = 0
  await Promise.all(
    copies.map(async (copy) => {
      for (let one = queue.shift(); one; one = queue.shift()) {
        const began = Date.now()
        await assertSound(copy, one.rule)
        const result = await takeOut(copy, one)
        remember(one.key, result)
        done += 1
        const seconds = Math.round((Date.now() - began) / 1000)
        console.log(
          `${String(done).padStart(3)}/${open.length} ${result.outcome.padEnd(9)} ${String(seconds).padStart(4)} s  ${label(one)}`,
        )
        if (result.why) console.log(result.why)
      }
    }),
  )
}

const outcomes = groupBy(all, ({ key }) => remembered[key].outcome)
function groupBy(list, by) {
  const groups = new Map()
  for (const one of list) groups.set(by(one), [...(groups.get(by(one)) ?? []), one])
  return groups
}
console.log(`\n${[...outcomes].map(([outcome, list]) => `${list.length} ${outcome}`).join(', ')}`)
const missed = all.filter(({ key }) => remembered[key].outcome !== 'killed')
for (const one of missed) console.log(`${remembered[one.key].outcome.padEnd(9)} ${label(one)}`)
process.exitCode = missed.length > 0 ? 1 : 0
