/**
 * `npm test`: everything that has to hold, side by side: the tests in Node take two workers from the beginning, and
 * checks, builds and what runs on the builds pass beside them. What each step said lies in `.cache/steps`.
 *
 * The emulator's own tests run when it has changed since they last passed (`tests/proven.json`), the client is built when
 * its sources have changed, and prettier reads what has changed since it last did. `npm run test:long` runs all of them,
 * too, and all that takes hours.
 */
import fs from 'node:fs'
import path from 'node:path'
import { collect } from './lib/collect.mjs'
import { root } from './lib/project.mjs'
import { emulatorStamp, isProven, noteProven } from './lib/stamp.mjs'
import { runLanes } from './lib/steps.mjs'

collect()
// What changes meanwhile is not proven by this run.
const stamp = emulatorStamp()
const emulator = isProven('emulator', stamp) ? [] : ['emulator']
if (emulator.length === 0) console.log('· the emulator is as it was when its tests passed')

// Those of `npm run check`, each a step of its own.
const { scripts } = JSON.parse(fs.readFileSync(path.join(root, 'package.json'), 'utf8'))
const checks = scripts.check
  .match(/check:\w+/g)
  .map((name) => ({ name, command: `npm run --silent ${name}` }))

const { ok, outcomes } = await runLanes([
  [
    {
      name: 'tests',
      command: ['jest', '--selectProjects', 'node', 'ui', ...emulator].join(' '),
      shown: true,
    },
  ],
  [
    { name: 'functions', command: 'node scripts/build-functions.mjs' },
    {
      name: 'weapp',
      command: 'node scripts/build-client.mjs weapp --release --if-changed',
      env: { CLOUDBASE_ENV_ID: 'mall-of-the-tests' },
    },
    { name: 'h5', command: 'node scripts/build-client.mjs h5 --if-changed' },
    {
      name: 'tests on the builds',
      command: 'jest --selectProjects weapp browser --maxWorkers 1',
      needs: ['functions', 'weapp', 'h5'],
      shown: true,
    },
    ...checks,
  ],
])
if (emulator.length > 0 && outcomes.get('tests').ok) {
  noteProven('emulator', stamp)
  console.log('· the emulator’s tests passed: tests/proven.json says so, and belongs to the commit')
}
process.exitCode = ok ? 0 : 1
