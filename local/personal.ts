import { createPersonal, readPersonalKey, type Personal } from '../cloudfunctions/platform/personal'
import { randomBytes } from '../emulator/src/random'

/**
 * The key of personal data of every local cloud and of tests: known to everybody who reads this, so no deployment takes
 * it. A folder of data opens wherever it is carried.
 */
export const LOCAL_PERSONAL_KEY = 'YmFueWFuOiBrbm93biB0byBhbGwgd2hvIHJlYWQgaXQ='

/** The same seals as those of the local cloud's functions. */
export const createLocalPersonal = (random: (size: number) => Buffer = randomBytes): Personal =>
  createPersonal({ current: readPersonalKey(LOCAL_PERSONAL_KEY), old: [] }, random)
