import { createHash, randomBytes as systemBytes, randomUUID as systemUuid } from 'node:crypto'
import { TEST_KEYS, type TestKeyName } from './test-keys'

export { TEST_KEYS } from './test-keys'

/**
 * All chance of the emulator: ids, nonces, payment numbers, keys. It comes from the system; with a seed it follows from
 * the seed, so that what failed once can be run again with the same values. `EMULATOR_SEED` seeds a whole process.
 */
let seeded: ((size: number) => Buffer) | undefined

/** From here on everything follows from this seed; `undefined`: it comes from the system again. */
export function seedRandom(seed: string | undefined): void {
  seeded = seed === undefined ? undefined : bytesOf(seed)
}
seedRandom(process.env['EMULATOR_SEED'])

export const randomBytes = (size: number): Buffer => (seeded ?? systemBytes)(size)

/** A whole number from 0 to below `below` (≤ 2³²). */
export const randomInt = (below: number): number => randomBytes(6).readUIntBE(0, 6) % below

export function randomUUID(): string {
  if (!seeded) return systemUuid()
  const bytes = seeded(16)
  bytes[6] = (bytes[6]! & 0x0f) | 0x40
  bytes[8] = (bytes[8]! & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** A seed for a process or a thread that is started now, another one each time; undefined when nothing is seeded. */
export const seedForAnother = (): string | undefined => seeded?.(8).toString('hex')

/** The variables that seed a process started now. */
export function seedOfProcess(): { EMULATOR_SEED?: string } {
  const seed = seedForAnother()
  return seed === undefined ? {} : { EMULATOR_SEED: seed }
}

/** The private key that this purpose has under a seed, as a PEM: making one takes longer than most tests. */
export const fixedKey = (purpose: string): string | undefined =>
  seeded ? TEST_KEYS[purpose as TestKeyName] : undefined

/** SHA-256 of the seed and a counter. `functions/worker/bootstrap.mjs` does the same in the thread of a function. */
function bytesOf(seed: string): (size: number) => Buffer {
  let block = 0
  return (size) => {
    const parts: Buffer[] = []
    for (let have = 0; have < size; have += 32) {
      parts.push(createHash('sha256').update(`${seed}/${block++}`).digest())
    }
    return Buffer.concat(parts).subarray(0, size)
  }
}
