import { parseArgs } from 'node:util'
import { caseNamed, type Case, type Outcome } from './case'
import { FLOWS } from './flows'
import { longRun } from './long-run'
import { pairOf } from './pairs'
import type { Violation } from './invariants'
import { createProgress, describeFailure, listOf, table } from './report'
import { allSingles, explore, newTallies, runAll, type Explored } from './run-cases'
import { World } from './world'

/**
 * `npm run test:faults`: every single fault of every flow, pairs of faults, and a long random run; see
 * docs/faults.md. Ends with 1 when an invariant does not hold.
 */
const { values } = parseArgs({
  options: {
    functions: { type: 'string' },
    only: { type: 'string', default: 'single,pairs,long' },
    flows: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    pairs: { type: 'string', default: '2500' },
    steps: { type: 'string', default: '10000' },
    lanes: { type: 'string', default: '2' },
    /** So many runs of a momentary flow share a rest. */
    together: { type: 'string', default: '1' },
    /** Runs one case alone, as it is written when it fails. */
    case: { type: 'string', multiple: true },
  },
})
const functionsDir = values.functions ?? 'dist/functions'
const seed = Number(values.seed)
const lanes = Number(values.lanes)
const together = Number(values.together)
const parts = values.only.split(',')
const say = (line: string) => void process.stdout.write(`${line}\n`)
let failures = 0

async function main(): Promise<void> {
  if (values.case) return runThese(values.case.map(caseNamed))
  const wanted = values.flows?.split(',')
  const flows = FLOWS.filter(({ name }) => !wanted || wanted.includes(name))
  say(`seed ${seed}`)
  if (parts.includes('single') || parts.includes('pairs')) {
    const explored = await explore(flows, functionsDir)
    if (parts.includes('single')) await run('single faults', allSingles(explored), explored)
    if (parts.includes('pairs')) {
      const numbers = Array.from({ length: Number(values.pairs) }, (_, i) => i + 1)
      await run(
        'pairs of faults',
        numbers.map((number) => pairOf(seed, number, explored)),
        explored,
      )
    }
  }
  if (parts.includes('long')) await runLong()
}

async function run(title: string, cases: readonly Case[], explored: readonly Explored[]): Promise<void> {
  const tallies = newTallies(explored)
  const progress = createProgress(title, cases.length)
  let done = 0
  const onOutcome = (outcome: Outcome) => {
    progress.step(++done)
    if (outcome.violations.length === 0) return
    failures += 1
    progress.say(describeFailure(outcome))
  }
  const onAftermath = (violations: readonly Violation[]) => {
    failures += 1
    progress.say(`✗ weeks later${listOf(violations)}`)
  }
  await runAll(cases, tallies, { lanes, together, functionsDir, onOutcome, onAftermath })
  progress.end()
  say(`\n${title}\n${table([...tallies.values()])}\n`)
}

async function runThese(cases: readonly Case[]): Promise<void> {
  const onOutcome = (outcome: Outcome) => {
    const fine = outcome.violations.length === 0
    if (!fine) failures += 1
    say(
      fine
        ? `✓ ends ${outcome.end}${outcome.met ? '' : ' (the fault was not met)'}`
        : describeFailure(outcome),
    )
  }
  const onAftermath = (violations: readonly Violation[]) => {
    failures += 1
    say(`✗ weeks later${listOf(violations)}`)
  }
  await runAll(cases, new Map(), { lanes: 1, together, functionsDir, onOutcome, onAftermath })
}

async function runLong(): Promise<void> {
  const steps = Number(values.steps)
  const progress = createProgress('long run', steps)
  const world = await World.start(functionsDir)
  try {
    const outcome = await longRun(world, { seed, steps, onStep: (step) => progress.step(step) })
    progress.end()
    say(
      `\nlong run: ${outcome.steps} steps, ${outcome.checks} checks, ${outcome.crashes} crashes of the whole cloud`,
    )
    say(`answers: ${listed(outcome.answers)}`)
    say(`faults: ${listed(outcome.faults)}`)
    if (outcome.violations.length === 0) return
    failures += 1
    say(`✗ after step ${outcome.steps}${listOf(outcome.violations)}`)
    say(`    again: npm run test:faults -- --only long --seed ${seed} --steps ${outcome.steps}`)
  } finally {
    await world.close()
  }
}

const listed = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ')

main().then(
  () => process.exit(failures > 0 ? 1 : 0),
  (error: unknown) => {
    console.error(error)
    process.exit(2)
  },
)
