/**
 * `npm run check:contract`, a part of `npm run check`: whether the contract serves the clients of the last release.
 * `node scripts/check-contract.mjs <folder>` compares with the baseline (and accepted breaks) below that folder.
 */
import { loadContract } from './lib/contract.mjs'
import { root } from './lib/project.mjs'

const { describeContract, problemsOf, readAccepted, readBaseline, refusalOf, BASELINE } = await loadContract()
const folder = process.argv[2] ?? root
const baseline = readBaseline(folder)
const problems = problemsOf(baseline, readAccepted(folder), describeContract())
if (problems.length > 0) {
  console.error(refusalOf(baseline, problems))
  process.exitCode = 1
} else if (baseline) {
  console.log(
    `The contract serves the clients of ${baseline.release}: ${Object.keys(baseline.calls).length} calls`,
  )
} else console.log(`Nothing is released: there is no ${BASELINE} that the contract has to serve`)
