import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'
import { openJsonFile, StartError, startErrorOf } from '../base'

/** Where an emulator keeps its things. */
export interface DataFolder {
  readonly folder: string
  /** A database's file, or `:memory:`. */
  fileOf(name: string): string
  /** A small file, or none: then it lives in memory. */
  jsonOf(name: string): string | undefined
  /** Everything is open: what stands there now has to be there at the next start. */
  opened(): void
  /** Removes what emulators have put there, and keeps the folder. */
  empty(): void
  /** Lets others in, and removes what must not outlive the process. */
  close(): void
}

/** The databases of the parts; SQLite keeps its own files beside them. */
const DATABASES = ['database.db', 'wechatpay.db', 'wechat.db']
const LOCK = 'lock.db'
/** Tells that the folder is an emulator's, and which files it has. */
const MARKER = 'emulator.json'
const SMALL_FILES = ['clock.json', MARKER]
const STORAGE = 'storage'

interface Marker {
  files: string[]
}

/**
 * Opens a folder for one emulator, or makes one in memory and a temporary folder.
 * @param others further small files that the emulator's owner keeps in the folder
 * @throws StartError when the folder is not an emulator's and not empty, is in use, may not be written, or lacks a file
 */
export function openDataFolder(dataDir: string | undefined, others: readonly string[] = []): DataFolder {
  if (dataDir === undefined) return temporaryFolder()
  const inFolder = (name: string) => join(dataDir, name)
  try {
    mkdirSync(dataDir, { recursive: true })
  } catch (error) {
    throw new StartError('NO_ACCESS', dataDir, (error as Error).message)
  }
  checkOwn(dataDir, others)
  const unlock = lock(dataDir)
  try {
    const marker = openJsonFile<Marker>(inFolder(MARKER), { files: [] })
    const gone = marker.get().files.find((name) => !existsSync(inFolder(name)))
    if (gone !== undefined) throw new StartError('FILE_MISSING', inFolder(gone))
    return {
      folder: dataDir,
      fileOf: inFolder,
      jsonOf: inFolder,
      opened() {
        const files = DATABASES.filter((name) => existsSync(inFolder(name)))
        if (files.join() !== marker.get().files.join()) marker.set({ files })
      },
      empty: () => removeOwn(dataDir, others),
      close: unlock,
    }
  } catch (error) {
    unlock()
    throw startErrorOf(dataDir, error)
  }
}

/**
 * Removes what emulators have put into a folder, and the folder if nothing else is in it.
 * @throws StartError when the folder is not an emulator's, or in use
 */
export function removeDataFolder(dataDir: string, others: readonly string[] = []): void {
  if (!existsSync(dataDir)) return
  checkOwn(dataDir, others)
  const unlock = lock(dataDir)
  try {
    removeOwn(dataDir, others)
  } finally {
    unlock()
  }
  for (const name of [LOCK, `${LOCK}-journal`]) rmSync(join(dataDir, name), { force: true })
  if (readdirSync(dataDir).length === 0) rmdirSync(dataDir)
}

function temporaryFolder(): DataFolder {
  const folder = mkdtempSync(join(tmpdir(), 'cloudbase-emulator-'))
  return {
    folder,
    fileOf: () => ':memory:',
    jsonOf: () => undefined,
    opened: () => {},
    empty: () => {},
    close: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** All names that an emulator may give a file. */
function ownNames(others: readonly string[]): string[] {
  const databases = [...DATABASES, LOCK].flatMap((name) =>
    ['', '-wal', '-shm', '-journal'].map((end) => name + end),
  )
  const small = [...SMALL_FILES, ...others].flatMap((name) => [name, `${name}.new`])
  return [...databases, ...small, STORAGE]
}

/** A folder is an emulator's when it says so, or holds nothing that another could have put there. */
function checkOwn(dataDir: string, others: readonly string[]): void {
  let found: string[]
  try {
    found = readdirSync(dataDir)
  } catch (error) {
    throw new StartError('NO_ACCESS', dataDir, (error as Error).message)
  }
  if (isMarker(join(dataDir, MARKER))) return
  const own = new Set(ownNames(others))
  if (found.some((name) => !own.has(name))) throw new StartError('FOLDER_FOREIGN', dataDir)
}

function isMarker(file: string): boolean {
  try {
    return Array.isArray((JSON.parse(readFileSync(file, 'utf8')) as Marker | null)?.files)
  } catch {
    return false
  }
}

/** The lock itself stays: it is held. */
function removeOwn(dataDir: string, others: readonly string[]): void {
  for (const name of ownNames(others)) {
    if (!name.startsWith(LOCK)) rmSync(join(dataDir, name), { recursive: name === STORAGE, force: true })
  }
}

/** Keeps every other process out; the system itself gives it back when this one dies. @returns gives it back */
function lock(dataDir: string): () => void {
  try {
    const held = new DatabaseSync(join(dataDir, LOCK))
    try {
      held.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    } catch (error) {
      held.close()
      throw error
    }
    return () => held.isOpen && held.close()
  } catch (error) {
    throw startErrorOf(dataDir, error)
  }
}
