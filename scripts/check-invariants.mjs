// Checks that docs/invariants.md is true: every rule cites tests that exist and run, every id used in a test title is a
// rule, and every guard of tests/mutations stands where the table says.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { guards } from '../tests/mutations/guards.mjs'
import { INVARIANTS, readInvariants } from './lib/invariants.mjs'

const problems = []
const rules = new Set()

for (const { id, citations } of readInvariants()) {
  if (rules.has(id)) problems.push(`${id} stands twice`)
  rules.add(id)
  if (citations.length === 0) problems.push(`${id} cites no test`)
  for (const { citation, path, title } of citations) {
    if (!path || !title) problems.push(`${id}: "${citation}" is not "path › title"`)
    else if (!existsSync(path)) problems.push(`${id}: ${path} does not exist`)
    else if (!readFileSync(path, 'utf8').includes(title))
      problems.push(`${id}: no test "${title}" in ${path}`)
  }
}

/** A test that does not run, or one that keeps the others of its file from running. */
const OFF =
  /(?:^|[^.\w])(?:(?:it|test|describe)(?:\.\w+)*\.(?:skip|only|todo|failing)\b|[xf](?:it|test|describe)\s*[(.])/gm

const tests = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts', '*.test.tsx'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path && existsSync(path))
for (const path of tests) {
  const text = readFileSync(path, 'utf8')
  for (const [off] of text.matchAll(OFF)) problems.push(`${path}: ${off.trim()} is a test that does not run`)
  for (const [, ids] of text.matchAll(/(?:it|test|describe)[.\w]*\(\s*['"`]\[([A-Z0-9, -]+)\]/g)) {
    for (const id of ids.split(',').map((part) => part.trim())) {
      if (!rules.has(id)) problems.push(`${path} proves ${id}, which is not in ${INVARIANTS}`)
    }
  }
}

for (const { rule, file, guard } of guards) {
  if (!rules.has(rule)) problems.push(`tests/mutations: ${rule} is not in ${INVARIANTS}`)
  const times = existsSync(file) ? readFileSync(file, 'utf8').split(guard).length - 1 : 0
  if (times !== 1) problems.push(`tests/mutations: ${file} has ${times} times ${JSON.stringify(guard)}`)
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${rules.size} invariants, every citation resolves; ${guards.length} guards stand`)
