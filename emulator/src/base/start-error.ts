import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'

/** What keeps an emulator from starting. */
export type StartProblem =
  /** Somebody else listens on the port. */
  | 'PORT_IN_USE'
  /** Another emulator has the data folder open. */
  | 'FOLDER_IN_USE'
  /** The data folder holds what no emulator has put there. */
  | 'FOLDER_FOREIGN'
  /** The data folder, or a file in it, may not be written. */
  | 'NO_ACCESS'
  /** The disk is full. */
  | 'DISK_FULL'
  /** A file that belongs to the data folder is gone. */
  | 'FILE_MISSING'
  /** A file in the data folder cannot be read as what it is. */
  | 'FILE_BROKEN'

/** Why an emulator cannot start, or empty its folder; `detail` says more to who looks closer. */
export class StartError extends Error {
  override readonly name: string = 'StartError'

  constructor(
    readonly problem: StartProblem,
    /** The port, the folder or the file that it is about. */
    readonly subject: string,
    readonly detail = '',
  ) {
    super(`${SENTENCES[problem](subject)}${detail && ` (${detail})`}`)
  }
}

/** What an error met on opening `subject` comes to. */
export function startErrorOf(subject: string, error: unknown): StartError {
  if (error instanceof StartError) return error
  const { code = '', message = String(error) } = (error ?? {}) as NodeJS.ErrnoException
  // What SQLite calls so is a full disk more often than a broken one.
  const isFull = /disk I\/O error/i.test(message) && freeBytes(dirname(subject)) < LITTLE_BYTES
  return new StartError(isFull ? 'DISK_FULL' : problemOf(code, message), subject, message)
}

const LITTLE_BYTES = 1024 * 1024

function freeBytes(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder)
    return bavail * bsize
  } catch {
    return Infinity
  }
}

function problemOf(code: string, message: string): StartProblem {
  if (/locked|busy/i.test(message)) return 'FOLDER_IN_USE'
  if (code === 'ENOSPC' || /\bfull\b/i.test(message)) return 'DISK_FULL'
  if (['EACCES', 'EPERM', 'EROFS'].includes(code) || /read-?only|unable to open/i.test(message))
    return 'NO_ACCESS'
  return 'FILE_BROKEN'
}

const SENTENCES: Record<StartProblem, (subject: string) => string> = {
  PORT_IN_USE: (port) => `Port ${port} is in use. Choose another one with --port.`,
  FOLDER_IN_USE: (folder) => `${folder} is in use by another emulator. Stop that one first.`,
  FOLDER_FOREIGN: (folder) =>
    `${folder} is not empty and no data folder of an emulator: nothing in it was touched. Choose another folder.`,
  NO_ACCESS: (path) => `${path} may not be written. Give this user the right to, or choose another folder.`,
  DISK_FULL: (path) => `There is no room left for ${path}. Make some, then start again.`,
  FILE_MISSING: (file) =>
    `${file} is missing, though its data folder has had it. Put it back, or move the folder away to begin anew.`,
  FILE_BROKEN: (file) =>
    `${file} cannot be read. Put an intact copy in its place, or move the folder away to begin anew.`,
}
