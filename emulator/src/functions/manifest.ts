import { readFileSync } from 'node:fs'
import { parseCron } from './cron'
import type { FunctionSpec } from './types'

/** What `cloudbaserc.json` may say of a function, as far as it matters here. */
interface FunctionEntry {
  name?: unknown
  type?: unknown
  handler?: unknown
  timeout?: unknown
  memorySize?: unknown
  path?: unknown
  envVariables?: unknown
  triggers?: unknown
}

/** What CloudBase takes where nothing is said. */
const DEFAULT_TIMEOUT_S = 3
const DEFAULT_MEMORY_MB = 256

/** A project of CloudBase, as its `cloudbaserc.json` deploys it. */
export interface Manifest {
  /** The folder of the functions, as it is written there. */
  functionRoot: string
  functions: FunctionSpec[]
}

/**
 * Reads a `cloudbaserc.json`. `{{env.NAME}}` stands for a variable of this process.
 * @throws Error with a sentence when it cannot be read as one
 */
export function readManifest(file: string): Manifest {
  const { functionRoot, functions } = parse(file)
  if (!Array.isArray(functions)) throw new Error(`${file} has no list of functions`)
  return {
    functionRoot: typeof functionRoot === 'string' ? filled(functionRoot) : 'cloudfunctions',
    functions: functions.map((entry: FunctionEntry | null) => specOf(file, entry ?? {})),
  }
}

function parse(file: string): { functionRoot?: unknown; functions?: unknown } {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as object
  } catch (error) {
    throw new Error(`${file} cannot be read: ${(error as Error).message}`, { cause: error })
  }
}

function specOf(file: string, entry: FunctionEntry): FunctionSpec {
  const { name, type = 'Event', handler = 'index.main', path } = entry
  if (typeof name !== 'string' || !/^[\w-]{1,60}$/.test(name))
    throw new Error(`${file}: a function has no name`)
  if (type !== 'Event')
    throw new Error(`${file}: ${name} is of type ${String(type)}; only Event functions run here`)
  if (typeof handler !== 'string' || !/^[\w-]+\.\w+$/.test(handler))
    throw new Error(`${file}: the handler of ${name} must be <file>.<export>, such as index.main`)
  return {
    name,
    handler,
    timeoutMs: positive(entry.timeout, DEFAULT_TIMEOUT_S, `${file}: the timeout of ${name}`) * 1000,
    memoryMb: positive(entry.memorySize, DEFAULT_MEMORY_MB, `${file}: the memorySize of ${name}`),
    triggers: triggersOf(entry.triggers, `${file}: a trigger of ${name}`),
    http: typeof path === 'string',
    env: variablesOf(entry.envVariables),
  }
}

function positive(value: unknown, without: number, what: string): number {
  if (value === undefined) return without
  if (typeof value === 'number' && value > 0) return value
  throw new Error(`${what} must be a number`)
}

function triggersOf(value: unknown, what: string): FunctionSpec['triggers'] {
  const triggers = Array.isArray(value)
    ? (value as { name?: unknown; type?: unknown; config?: unknown }[])
    : []
  return triggers.map(({ name, type, config }) => {
    if (type !== 'timer' || typeof name !== 'string' || typeof config !== 'string')
      throw new Error(`${what} must be { "name": …, "type": "timer", "config": … }`)
    try {
      parseCron(config)
    } catch (error) {
      throw new Error(`${what} cannot be read: ${(error as Error).message}`, { cause: error })
    }
    return { name, cron: config }
  })
}

function variablesOf(value: unknown): Record<string, string> {
  const variables = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return Object.fromEntries(variables.map(([name, text]) => [name, filled(String(text))]))
}

const filled = (text: string): string =>
  text.replace(/\{\{\s*env\.(\w+)\s*\}\}/g, (_, name: string) => process.env[name] ?? '')
