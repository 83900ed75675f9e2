import path from 'node:path'
import { problemsOf, readAccepted, readBaseline } from './baseline'
import { describeContract } from './describe'

/**
 * Clients of the last release are out there: the contract as it is has to serve them. What breaks them on purpose is
 * said in shared/contract/breaks.json; docs/operations.md says how a release is made.
 */
test('[DATA-8] the contract serves the clients of the last release', () => {
  const root = path.resolve(__dirname, '../..')
  expect(problemsOf(readBaseline(root), readAccepted(root), describeContract())).toEqual([])
})
