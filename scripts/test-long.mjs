/**
 * `npm run test:long [-- --only faults,fuzz]`: what takes hours, one after another: every fault of every flow and pairs
 * of them, a long random run, storms of buyers, broken requests, properties with many more examples, mutations, and a
 * walk over the pages on small and large phones. It prints one table; what each said lies in `.cache/steps`.
 */
import { parseArgs } from 'node:util'
import { collect } from './lib/collect.mjs'
import { emulatorStamp, noteProven } from './lib/stamp.mjs'
import { runLanes } from './lib/steps.mjs'

const { values } = parseArgs({ options: { only: { type: 'string' } } })
const phones = {
  needs: ['functions', 'h5'],
  command: 'jest --selectProjects browser --testPathPatterns phones|care',
}

const STEPS = [
  { name: 'functions', command: 'node scripts/build-functions.mjs' },
  { name: 'h5', command: 'node scripts/build-client.mjs h5' },
  { name: 'emulator', command: 'jest --selectProjects emulator' },
  { name: 'faults', command: 'node tests/faults/run.mjs --only single' },
  { name: 'pairs', command: 'node tests/faults/run.mjs --only pairs' },
  { name: 'random', command: 'node tests/faults/run.mjs --only long' },
  { name: 'storms', command: 'node bench/run.mjs --only flash --buyers 5000 --history 5000' },
  {
    name: 'fuzz',
    command: 'jest --selectProjects node --testPathPatterns tests/local/fuzz',
    env: { FUZZ_SECONDS: '300' },
  },
  {
    name: 'properties',
    command:
      'jest --selectProjects node ui --testPathPatterns property|rules|money|allocation|wrong-products',
    env: { PROPERTY_RUNS: '5' },
  },
  { name: 'phones 320', ...phones, env: { PHONE: '320x640' } },
  { name: 'phones 430', ...phones, env: { PHONE: '430x932' } },
  { name: 'mutations', command: 'node tests/mutations/run.mjs --again' },
]

const wanted = values.only?.split(',')
const isWanted = ({ name }) => !wanted || wanted.some((part) => name.startsWith(part))
const steps = STEPS.filter(
  (step) => isWanted(step) || STEPS.some((other) => isWanted(other) && other.needs?.includes(step.name)),
)

collect()
const stamp = emulatorStamp()
const { ok, outcomes } = await runLanes([steps.map((step) => ({ ...step, shown: true }))])
if (outcomes.get('emulator')?.ok) noteProven('emulator', stamp)
console.log()
for (const [name, { ok: passed, ms }] of outcomes) {
  console.log(
    `${name.padEnd(12)} ${passed ? 'passed' : 'FAILED'} ${(ms / 60_000).toFixed(1).padStart(7)} min`,
  )
}
process.exitCode = ok ? 0 : 1
