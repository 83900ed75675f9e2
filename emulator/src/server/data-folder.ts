import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from 'node:fs'
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
  /** Everything is open: what stands there now has to be there at the next start. @throws StartError */
  opened(): void
  /** Removes what emulators have put there, and keeps the folder. */
  empty(): void
  /** Lets others in, and removes what must not outlive the process. */
  close(): void
}

/** The databases of the parts, each with a table that only it has; SQLite keeps its own files beside them. */
const TABLES: Readonly<Record<string, string>> = {
  'database.db': 'collections',
  'wechatpay.db': 'trade',
  'wechat.db': 'login_code',
}
const DATABASES = Object.keys(TABLES)
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
    let isOpen = false
    const note = () => {
      const files = [...DATABASES, STORAGE].filter((name) => isThere(inFolder(name)))
      if (files.join() !== marker.get().files.join()) marker.set({ files })
    }
    return {
      folder: dataDir,
      fileOf: inFolder,
      jsonOf: inFolder,
      opened() {
        try {
          note()
        } catch (error) {
          throw startErrorOf(inFolder(MARKER), error)
        }
        isOpen = true
      },
      empty() {
        removeOwn(dataDir, others)
        marker.set({ files: [] })
      },
      close() {
        try {
          if (isOpen) note()
        } catch {
          // No room, or the folder is gone: what stood there at the start is noted.
        }
        unlock()
      },
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

/**
 * A folder is an emulator's when it says so. Without that (of an emulator that was killed in its first moments, or of
 * before there was a marker) names alone prove nothing: other programs, too, have a `database.db` and a `storage`.
 */
function checkOwn(dataDir: string, others: readonly string[]): void {
  let found: string[]
  try {
    found = readdirSync(dataDir)
  } catch (error) {
    throw new StartError('NO_ACCESS', dataDir, (error as Error).message)
  }
  if (isMarker(join(dataDir, MARKER))) return
  const own = new Set(ownNames(others))
  const databases = found.filter((name) => DATABASES.includes(name))
  const isOurs =
    found.every((name) => own.has(name)) &&
    databases.every((name) => hasTable(join(dataDir, name), TABLES[name] ?? '')) &&
    (databases.length > 0 || found.every((name) => name.startsWith(LOCK) || !isThere(join(dataDir, name))))
  if (!isOurs) throw new StartError('FOLDER_FOREIGN', dataDir)
}

/** Whether something stands there that could be missed: an empty folder could not. */
function isThere(path: string): boolean {
  if (!existsSync(path)) return false
  return !statSync(path).isDirectory() || readdirSync(path).length > 0
}

/** Whether a file is a database with this table, or nothing yet. */
function hasTable(file: string, table: string): boolean {
  try {
    if (statSync(file).size === 0) return true
    const database = new DatabaseSync(file, { readOnly: true })
    try {
      return database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?').get(table) !== undefined
    } finally {
      database.close()
    }
  } catch {
    return false
  }
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
