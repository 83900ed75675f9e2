import Sequencer from '@jest/test-sequencer'

/**
 * On a machine that has never run them, jest knows nothing of the tests but how long their files are, and what takes
 * minutes would come last, alone, on one of the cores.
 */
const LONG =
  /\/tests\/(faults|local|house|deploy|contract|browser)\/|\/(crash|quota|settlement|payment|audit)[.\w]*\.test\.ts$/

export default class LongestFirst extends Sequencer {
  sort(tests) {
    const known = super.sort(tests)
    const isLong = ({ path }) => LONG.test(path.replaceAll('\\', '/'))
    return [...known.filter(isLong), ...known.filter((test) => !isLong(test))]
  }
}
