import { randomBytes, randomInt, seedRandom } from '../../emulator/src/random'

export { randomBytes, randomInt }

/**
 * The chance of a test file: one number from which everything follows that is drawn in it, by the tests, the emulator,
 * the functions that it runs and fast-check. A failure prints it; `SEED` repeats the run.
 */
export const SEED = seedOf(process.env['SEED'], jest.getSeed())

/** @throws when it is set, but is no whole number that fast-check takes */
function seedOf(asked: string | undefined, otherwise: number): number {
  const seed = asked ? Number(asked) : otherwise
  if ((seed | 0) !== seed) throw new Error(`SEED must be a whole number of 32 bits, not "${asked}"`)
  return seed
}

/** How many times as many examples as a test asks for: the long run has time (`PROPERTY_RUNS`). */
export const TIMES = Number(process.env['PROPERTY_RUNS'] ?? 1)

/** So many of all, drawn anew with each seed; in the long run all of them. */
export function some<T>(all: readonly T[], count: number): T[] {
  if (TIMES > 1) return [...all]
  const left = [...all]
  return Array.from(
    { length: Math.min(count, all.length) },
    () => left.splice(randomInt(left.length), 1)[0] as T,
  )
}

/** What a failed test says besides. */
export const repeatedBy = (seed: number): string => `Every random value follows from the seed: SEED=${seed}`

/** Starts the chance of a file anew. */
export function sow(seed: number): void {
  seedRandom(String(seed))
  Math.random = () => randomBytes(6).readUIntBE(0, 6) / 2 ** 48
}
