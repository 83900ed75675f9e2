import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import { build } from 'esbuild'
import type { CallName, Envelope, InputOf, OutputOf } from '@shared/contract'
import { collections } from '../../cloudfunctions/collected/collections'
import { wrapDatabase, type Database } from '../../cloudfunctions/platform/database'
import type { LocalCloudOptions } from '../../local'
import { LOCAL_CREDENTIALS } from '../../emulator/src/cloudbase'
import type { Plan, PlanReport } from '../../emulator/src/faults'
import { seedOfProcess } from '../../emulator/src/random'
import { projectRoot } from '../../local/root'
import { PATIENCE_MS } from './until'

/** What can be handed to another process. */
export interface CloudProcessOptions extends Pick<
  LocalCloudOptions,
  | 'functionsDir'
  | 'port'
  | 'demo'
  | 'callTimeoutMs'
  | 'clockStandsAt'
  | 'transactionLimitMs'
  | 'instances'
  | 'timers'
> {
  dataDir: string
  /** Prints what functions and the runner report as errors. */
  verbose?: boolean
}

/** How the process ended. */
export interface Ended {
  code: number | null
  signal: NodeJS.Signals | null
}

/** The whole local cloud in a process of its own, which can be killed and started again on the same data and port. */
export interface CloudProcess {
  readonly url: string
  readonly port: number
  readonly db: Database
  /** How often it was started again. */
  readonly restarts: number
  /** Settles when the process that runs now has ended. */
  readonly exited: Promise<Ended>
  /** Calls as a phone does. @throws when the connection breaks, or the answer is no envelope */
  call<N extends CallName>(who: string, name: N, input: InputOf<N>): Promise<Envelope<OutputOf<N>>>
  /** `POST /local/<path>`. @throws when the connection breaks or it is refused */
  control<T>(path: string, body?: object): Promise<T>
  /** `GET /local/<path>`. */
  read<T>(path: string): Promise<T>
  arm(plan: Plan): Promise<PlanReport>
  disarm(): Promise<PlanReport>
  /** SIGKILL; resolves when it is gone. */
  kill(): Promise<Ended>
  /** Kills what runs and starts it again. */
  restart(): Promise<void>
  /** Starts it again if it is dead; one that answers is left alone. */
  revive(): Promise<void>
  close(): Promise<void>
}

/**
 * Starts the local cloud as a process of its own.
 * @throws when it does not start; its own words are on stderr
 */
export async function startCloudProcess(options: CloudProcessOptions): Promise<CloudProcess> {
  const script = await bundle()
  let restarts = 0
  let running = await start({ ...options, port: options.port ?? (await ownPort()) })
  const { port } = running
  const url = `http://127.0.0.1:${port}`

  async function start(asked: CloudProcessOptions) {
    const child = fork(LOADER, [script, JSON.stringify(asked)], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...seedOfProcess() },
    })
    const exited = once(child, 'exit').then(([code, signal]): Ended => ({ code, signal }))
    const first = await Promise.race([once(child, 'message'), exited])
    if (!Array.isArray(first)) throw new Error(`the local cloud did not start: ${JSON.stringify(first)}`)
    return { child, exited, port: (first[0] as { port: number }).port }
  }

  async function ask<T>(path: string, body?: object): Promise<T> {
    const answer = await fetch(url + path, {
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      headers: { 'content-type': 'application/json' },
    })
    const value = (await answer.json()) as T
    if (!answer.ok && path.startsWith('/local/')) throw new Error(`${path}: ${JSON.stringify(value)}`)
    return value
  }

  async function kill(): Promise<Ended> {
    running.child.kill('SIGKILL')
    return running.exited
  }

  async function startAgain(): Promise<void> {
    running = await start({ ...options, port })
    restarts++
  }

  return {
    url,
    port,
    db: openDatabase(url),
    get restarts() {
      return restarts
    },
    get exited() {
      return running.exited
    },
    call(who, name, input) {
      const [fn = '', path = ''] = name.split('/')
      return ask(`/phone/${who}/api/${fn}`, { path, input })
    },
    control: (path, body = {}) => ask(`/local/${path}`, body),
    read: (path) => ask(`/local/${path}`),
    arm: (plan) => ask('/local/faults', plan),
    disarm: () => ask('/local/faults/clear', {}),
    kill,
    async restart() {
      await kill()
      await startAgain()
    },
    async revive() {
      const lives = await ask('/local/clock').then(
        () => true,
        () => false,
      )
      if (lives) return
      await running.exited
      await startAgain()
    },
    async close() {
      if (running.child.connected) running.child.disconnect()
      await running.exited
    },
  }
}

/** Processes begin far from one another, and none tries a port twice. */
let nextPort = process.pid * 61

/**
 * A port below those that systems hand out by themselves, from 32768 on: while this process is dead nobody else is
 * given it, so that it can start there again.
 */
async function ownPort(): Promise<number> {
  for (;;) {
    const port = 20_000 + (nextPort++ % 10_000)
    const server = createServer()
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false))
      server.listen(port, '127.0.0.1', () => resolve(true))
    })
    if (isFree) return new Promise((resolve) => server.close(() => resolve(port)))
  }
}

function openDatabase(url: string): Database {
  // Without it the SDK looks for Tencent's metadata host before each request.
  process.env['TENCENTCLOUD'] ??= 'true'
  const app = cloudbase.init({
    env: 'banyan-local',
    ...LOCAL_CREDENTIALS,
    serviceUrl: `${url}/admin`,
    keepalive: true,
    timeout: PATIENCE_MS,
  })
  return wrapDatabase(app.database(), collections)
}

const LOADER = join(projectRoot(), 'tests/support/cloud-loader.mjs')
/** What cannot be bundled: one is native, the other a program of its own. */
const EXTERNAL = ['@photostructure/sqlite', 'esbuild']

let bundled: Promise<string> | undefined

/** The child's script, inside the project, so that it finds the packages. */
function bundle(): Promise<string> {
  return (bundled ??= (async () => {
    const root = projectRoot()
    const { outputFiles } = await build({
      absWorkingDir: root,
      entryPoints: ['tests/support/cloud-child.ts'],
      bundle: true,
      write: false,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      external: EXTERNAL,
      logLevel: 'error',
    })
    // Compiled code is kept by the folder's name.
    const folder = join(root, '.cache/cloud-process')
    await mkdir(folder, { recursive: true })
    const script = join(folder, 'index.js')
    // Several test files may come here at once, each of them with the same.
    await writeFile(`${script}.${process.pid}`, outputFiles[0]?.text ?? '')
    await rename(`${script}.${process.pid}`, script)
    return script
  })())
}
