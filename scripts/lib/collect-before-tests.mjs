import { randomUUID } from 'node:crypto'
import { collect } from './collect.mjs'

/** Jest calls it once before all tests: what is collected is not in git. */
export default function collectBeforeTests() {
  collect()
  // By it test files know that they belong to one run, for what is looked at once in it.
  process.env['TEST_RUN'] = randomUUID()
}
