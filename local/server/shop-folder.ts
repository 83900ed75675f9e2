import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openDataFolder, removeDataFolder, type DataFolder } from '../../emulator/src/server'
import { inTheShopsWords } from './errors'

/** Where a local cloud keeps its things, and whether the demo shop is among them. */
export interface ShopFolder extends DataFolder {
  /** Whether the demo shop has still to be put in. */
  readonly unseeded: boolean
  seedingBegins(): void
  seedingEnded(): void
}

const BEGUN = 'seeding.json'
const ENDED = 'seeded.json'
const FILES = ['chat.json', 'round.json', BEGUN, ENDED]

/** Below `dataDir`, or in memory and a temporary folder. @throws StartError of the emulator when it cannot be used */
export function openShopFolder(dataDir: string | undefined): ShopFolder {
  const data = openDataFolder(dataDir, FILES)
  if (dataDir === undefined) {
    return { ...data, unseeded: true, seedingBegins: () => {}, seedingEnded: () => {} }
  }
  const begun = join(dataDir, BEGUN)
  const ended = join(dataDir, ENDED)
  // A shop that was only half put in when the process ended is put in anew.
  if (existsSync(begun)) data.empty()
  return {
    ...data,
    unseeded: !existsSync(ended),
    seedingBegins: () => writeFileSync(begun, '{}'),
    seedingEnded() {
      writeFileSync(ended, '{}')
      rmSync(begun)
    },
  }
}

/** Removes what a local cloud has put into a folder. @throws StartError when the folder is another's, or in use */
export const resetShopFolder = (dataDir: string): Promise<void> =>
  inTheShopsWords(dataDir, () => removeDataFolder(dataDir, FILES))
