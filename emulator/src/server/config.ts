import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { CollectionSpec } from '../cloudbase'
import { readManifest, type FunctionSpec } from '../functions'

/** What was asked for cannot be done; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What the command line and the configuration file come to. */
export interface Config {
  port: number
  /** Absent: nothing outlives the process. */
  dataDir: string | undefined
  envId: string
  collections: CollectionSpec[]
  /** Absent when the project has no functions. */
  functions: { functionsDir: string; specs: FunctionSpec[] } | undefined
  env: Record<string, string>
  wechat: boolean
  /** The function that WeChat Pay notifies. */
  notifyFunction: string
  /** The function that takes WeChat's events. */
  pushFunction: string | undefined
  explain: boolean
}

const DEFAULT_PORT = 8610
const DEFAULT_FILE = 'cloudbase-emulator.json'

export const HELP = `cloudbase-emulator [options]

  --project <folder>    the CloudBase project, with its cloudbaserc.json (default: this folder)
  --functions <folder>  built functions, <folder>/<name>/index.js (default: functionRoot of cloudbaserc.json)
  --collections <file>  collections and indexes, as JSON
  --data <folder>       keeps everything there (default: nothing outlives the process)
  --port <number>       (default: ${DEFAULT_PORT}; 0 takes a free one)
  --config <file>       the same as JSON (default: ${DEFAULT_FILE} of the project, if it is there)
  --no-wechat           without WeChat and WeChat Pay
  --explain             tells of each database operation which index served it
  --help, --version
`

const OPTIONS = {
  project: { type: 'string' },
  functions: { type: 'string' },
  collections: { type: 'string' },
  data: { type: 'string' },
  port: { type: 'string' },
  config: { type: 'string' },
  'no-wechat': { type: 'boolean' },
  explain: { type: 'boolean' },
  help: { type: 'boolean' },
  version: { type: 'boolean' },
} as const

/** What a configuration file may hold. Paths are seen from its folder. */
interface ConfigFile {
  functions?: string
  collections?: string
  data?: string
  port?: number
  envId?: string
  /** Variables of the functions; `${NAME}` stands for one that the emulator sets. */
  env?: Record<string, string>
  wechat?: boolean
  notifyFunction?: string
  pushFunction?: string
}

const KINDS: Record<keyof ConfigFile, string> = {
  functions: 'string',
  collections: 'string',
  data: 'string',
  port: 'number',
  envId: 'string',
  env: 'object',
  wechat: 'boolean',
  notifyFunction: 'string',
  pushFunction: 'string',
}

/** Reads the command line. @throws UsageError */
export function readConfig(args: string[], here: string): Config | 'help' | 'version' {
  const options = optionsOf(args)
  if (options.help) return 'help'
  if (options.version) return 'version'
  const project = resolve(here, options.project ?? '.')
  if (!existsSync(project)) throw new UsageError(`There is no folder ${project}.`)
  const named = options.config === undefined ? undefined : resolve(here, options.config)
  const file = named ?? resolve(project, DEFAULT_FILE)
  const config = named !== undefined || existsSync(file) ? readConfigFile(file) : {}
  /** The option, seen from here, or the file's, seen from there. */
  const path = (name: 'functions' | 'collections' | 'data'): string | undefined => {
    const [option, kept] = [options[name], config[name]]
    if (option !== undefined) return resolve(here, option)
    return kept === undefined ? undefined : resolve(dirname(file), kept)
  }
  const functions = functionsOf(project, path('functions'))
  const answering = functions?.specs.filter(({ http }) => http) ?? []
  return {
    port: portOf(options.port ?? config.port ?? DEFAULT_PORT),
    dataDir: path('data'),
    envId: config.envId ?? 'local',
    collections: collectionsOf(path('collections')),
    functions,
    env: config.env ?? {},
    wechat: !options['no-wechat'] && config.wechat !== false,
    notifyFunction: config.notifyFunction ?? answering[0]?.name ?? 'paynotify',
    pushFunction: config.pushFunction,
    explain: options.explain === true,
  }
}

function optionsOf(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS }).values
  } catch (error) {
    throw new UsageError(`${(error as Error).message.split('\n', 1)[0]}`)
  }
}

function portOf(value: string | number): number {
  const port = typeof value === 'number' ? value : value.trim() === '' ? NaN : Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65535) return port
  throw new UsageError(`The port must be a number from 0 to 65535, not ${JSON.stringify(value)}.`)
}

function readConfigFile(file: string): ConfigFile {
  const config = readJson(file)
  if (typeof config !== 'object' || config === null || Array.isArray(config))
    throw new UsageError(`${file} must hold a JSON object.`)
  for (const [name, value] of Object.entries(config)) {
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name as keyof ConfigFile] : undefined
    if (kind === undefined) throw new UsageError(`${file}: there is no setting ${name}.`)
    if (typeof value !== kind) throw new UsageError(`${file}: ${name} must be of type ${kind}.`)
  }
  return config as ConfigFile
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`)
  }
}

function collectionsOf(file: string | undefined): CollectionSpec[] {
  if (file === undefined) return []
  const collections = readJson(file)
  const isSpec = (value: unknown): value is CollectionSpec => {
    const { collection, indexes } = (value ?? {}) as Partial<CollectionSpec>
    return typeof collection === 'string' && Array.isArray(indexes)
  }
  if (Array.isArray(collections) && collections.every(isSpec)) return collections
  throw new UsageError(`${file} must be a list of { "collection": "name", "indexes": [...] }.`)
}

/** The project's functions: those of its manifest, or every folder that has an index.js. */
function functionsOf(project: string, folder: string | undefined): Config['functions'] {
  const file = resolve(project, 'cloudbaserc.json')
  if (!existsSync(file)) return folder === undefined ? undefined : withoutManifest(folder)
  const manifest = manifestOf(file)
  const functionsDir = folder ?? resolve(project, manifest.functionRoot)
  for (const { name, handler = '' } of manifest.functions) {
    const script = resolve(functionsDir, name, `${handler.split('.', 1)[0]}.js`)
    if (!existsSync(script))
      throw new UsageError(`${script} of the function ${name} is missing: is it built?`)
  }
  return { functionsDir, specs: manifest.functions }
}

function manifestOf(file: string) {
  try {
    return readManifest(file)
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function withoutManifest(functionsDir: string): Config['functions'] {
  if (!existsSync(functionsDir)) throw new UsageError(`There is no folder ${functionsDir}.`)
  const names = readdirSync(functionsDir).filter((name) =>
    existsSync(resolve(functionsDir, name, 'index.js')),
  )
  if (names.length === 0) throw new UsageError(`No folder in ${functionsDir} has an index.js.`)
  return {
    functionsDir,
    specs: names.map((name) => ({ name, timeoutMs: 60_000, memoryMb: 256, triggers: [], http: true })),
  }
}
