// Checks that docs/invariants.md is true: every rule cites tests that exist, every id used in a test title is a rule.
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'

const FILE = 'docs/invariants.md'
const ROW = /^\|\s*([A-Z]+-\d+)\s*\|(.+)\|(.+)\|\s*$/
const problems = []
const rules = new Set()

for (const line of readFileSync(FILE, 'utf8').split('\n')) {
  const row = ROW.exec(line)
  if (!row) continue
  const [, id, , tests] = row
  if (rules.has(id)) problems.push(`${id} stands twice`)
  rules.add(id)
  const citations = tests
    .split('<br>')
    .map((part) => part.trim().replace(/^`|`$/g, ''))
    .filter(Boolean)
  if (citations.length === 0) problems.push(`${id} cites no test`)
  for (const citation of citations) {
    const [path, title] = citation.split(' › ').map((part) => part?.trim())
    if (!path || !title) problems.push(`${id}: "${citation}" is not "path › title"`)
    else if (!existsSync(path)) problems.push(`${id}: ${path} does not exist`)
    else if (!readFileSync(path, 'utf8').includes(title))
      problems.push(`${id}: no test "${title}" in ${path}`)
  }
}

const tests = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '*.test.ts', '*.test.tsx'], {
  encoding: 'utf8',
})
  .split('\n')
  .filter((path) => path && existsSync(path))
for (const path of tests) {
  for (const [, ids] of readFileSync(path, 'utf8').matchAll(
    /(?:it|test|describe)[.\w]*\(\s*['"`]\[([A-Z0-9, -]+)\]/g,
  )) {
    for (const id of ids.split(',').map((part) => part.trim())) {
      if (!rules.has(id)) problems.push(`${path} proves ${id}, which is not in ${FILE}`)
    }
  }
}

if (problems.length > 0) {
  console.error(problems.join('\n'))
  process.exit(1)
}
console.log(`${rules.size} invariants, every citation resolves`)
