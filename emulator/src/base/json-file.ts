import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from './start-error'

/** One small value that outlives the process; without a file it lives in memory only. */
export interface JsonFile<Value> {
  get(): Value
  set(value: Value): void
}

/** @throws StartError FILE_BROKEN when the file holds no JSON */
export function openJsonFile<Value>(file: string | undefined, initial: Value): JsonFile<Value> {
  let value = file ? (read<Value>(file) ?? initial) : initial
  return {
    get: () => value,
    set(next) {
      value = next
      if (file) write(file, next)
    },
  }
}

function read<Value>(file: string): Value | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  try {
    return JSON.parse(text) as Value
  } catch (error) {
    throw new StartError('FILE_BROKEN', file, text === '' ? 'it is empty' : (error as Error).message)
  }
}

/**
 * Written beside, brought to the disk and renamed, so that a killed process and a power cut leave the old file or the
 * new one, never half of one.
 */
function write(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  const beside = openSync(`${file}.new`, 'w')
  try {
    writeSync(beside, JSON.stringify(value))
    fsyncSync(beside)
  } finally {
    closeSync(beside)
  }
  renameSync(`${file}.new`, file)
}
