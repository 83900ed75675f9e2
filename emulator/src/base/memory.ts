import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

/** One small value that outlives the process; without a file it lives in memory only. */
export interface Memory<Value> {
  get(): Value
  set(value: Value): void
}

/** @throws SyntaxError when the file holds no JSON */
export function openMemory<Value>(file: string | undefined, initial: Value): Memory<Value> {
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
  } catch {
    return undefined
  }
  return JSON.parse(text) as Value
}

/** Written beside and renamed, so that a killed process leaves the old or the new file, never half of one. */
function write(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(value))
  renameSync(`${file}.new`, file)
}
