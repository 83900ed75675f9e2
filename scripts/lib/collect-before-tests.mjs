import { collect } from './collect.mjs'

/** Jest calls it once before all tests: what is collected is not in git. */
export default function collectBeforeTests() {
  collect()
}
