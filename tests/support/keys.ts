import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { TEST_KEYS } from '../../emulator/src/random'

/** A pair of keys for tests, the same in each run: making one takes longer than most tests. */
export function testPair(): { privateKey: KeyObject; publicKey: KeyObject } {
  const privateKey = createPrivateKey(TEST_KEYS.merchant)
  return { privateKey, publicKey: createPublicKey(privateKey) }
}
