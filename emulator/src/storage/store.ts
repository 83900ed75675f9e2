import { mkdirSync } from 'node:fs'
import { copyFile, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { randomBytes } from '../random'

/** Files below one folder, by their cloud path. */
export interface Files {
  has(path: string): Promise<boolean>
  read(path: string): Promise<Buffer | undefined>
  write(path: string, content: Buffer): Promise<void>
  /** @returns false when there was none */
  remove(path: string): Promise<boolean>
  copy(from: string, to: string): Promise<void>
}

const MOST_BYTES = 850
/** Of one part, as file systems take it; the only limit that is not CloudBase's. */
const MOST_BYTES_OF_PART = 255

/** Digits, letters, Chinese and these few: https://docs.cloudbase.net/api-reference/server/node-sdk/storage */
const ALLOWED = /^[0-9A-Za-z/!\-_. *\p{Script=Han}]+$/u

/** Whether a cloud path names a file, as CloudBase takes it, and cannot lead out of the folder. */
export function isCloudPath(path: unknown): path is string {
  if (typeof path !== 'string' || Buffer.byteLength(path) > MOST_BYTES || !ALLOWED.test(path)) return false
  return path
    .split('/')
    .every((part) => !['', '.', '..'].includes(part) && Buffer.byteLength(part) <= MOST_BYTES_OF_PART)
}

export function openFiles(folder: string): Files {
  mkdirSync(folder, { recursive: true })
  const fileOf = (path: string) => {
    if (!isCloudPath(path)) throw new RangeError('not a cloud path')
    return join(folder, path)
  }
  const place = async (path: string) => {
    const file = fileOf(path)
    await mkdir(dirname(file), { recursive: true })
    return file
  }
  const has = async (path: string) => (await stat(fileOf(path)).catch(() => null))?.isFile() ?? false
  return {
    has,
    read: (path) => readFile(fileOf(path)).catch(() => undefined),
    async write(path, content) {
      const file = await place(path)
      const unfinished = join(dirname(file), `.${randomBytes(6).toString('hex')}.part`)
      try {
        await writeFile(unfinished, content)
        await rename(unfinished, file)
      } catch (error) {
        await rm(unfinished, { force: true })
        throw error
      }
    },
    async remove(path) {
      if (!(await has(path))) return false
      await rm(fileOf(path))
      return true
    },
    copy: async (from, to) => copyFile(fileOf(from), await place(to)),
  }
}
