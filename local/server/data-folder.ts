import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Where a local cloud keeps its things. */
export interface DataFolder {
  folder: string
  /** A database's file, or `:memory:`. */
  fileOf(name: string): string
  /** A small file, or none: then it lives in memory. */
  jsonOf(name: string): string | undefined
  /** Whether the demo shop has still to be put in. */
  readonly unseeded: boolean
  seedingBegins(): void
  seedingEnded(): void
  /** Removes what must not outlive the process. */
  forget(): void
}

/** Below `dataDir`, or in memory and a temporary folder. @throws when the folder cannot be made */
export function openDataFolder(dataDir: string | undefined): DataFolder {
  if (!dataDir) {
    const folder = mkdtempSync(join(tmpdir(), 'banyan-'))
    return {
      folder,
      fileOf: () => ':memory:',
      jsonOf: () => undefined,
      unseeded: true,
      seedingBegins: () => {},
      seedingEnded: () => {},
      forget: () => rmSync(folder, { recursive: true, force: true }),
    }
  }
  const inFolder = (name: string) => join(dataDir, name)
  const begun = inFolder('seeding.json')
  const ended = inFolder('seeded.json')
  // A shop that was only half put in when the process ended is put in anew.
  if (existsSync(begun)) rmSync(dataDir, { recursive: true, force: true })
  mkdirSync(dataDir, { recursive: true })
  return {
    folder: dataDir,
    fileOf: inFolder,
    jsonOf: inFolder,
    unseeded: !existsSync(ended),
    seedingBegins: () => writeFileSync(begun, '{}'),
    seedingEnded() {
      writeFileSync(ended, '{}')
      rmSync(begun)
    },
    forget: () => {},
  }
}
