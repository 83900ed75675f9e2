import { join } from 'node:path'
import {
  createClock,
  openJsonFile,
  startErrorOf,
  type Handler,
  type MovableClock,
  type Upgrader,
} from '../base'
import {
  createCloudbase,
  sdkEnvironment,
  type Cloudbase,
  type CloudbaseOptions,
  type CollectionSpec,
} from '../cloudbase'
import { createFaults, type FaultPlan } from '../faults'
import { createFunctionsServer, createRunner, filled, type Runner, type RunnerOptions } from '../functions'
import { createStorage, type Storage, type StorageRule } from '../storage'
import { createAdmin } from './admin'
import { controlRoutes, createControl, type ControlRoutes } from './control'
import type { DataFolder } from './data-folder'
import { createRoutes } from './routes'
import { refuseWatch } from './watch'
import { openWechatSide, type WechatSide, type WechatSideOptions } from './wechat-side'

export interface EmulatorOptions {
  /** Where it is reached, such as `http://127.0.0.1:8610`. */
  url: string
  data: DataFolder
  /** The environment's id; default `local`. */
  envId?: string
  /** Ahead of the machine's clock, ms; a data folder remembers its own. */
  clockOffsetMs?: number
  /** Where the clock stands still, ms since 1970: then only `advance` moves it. Default: it runs. */
  clockStandsAt?: number
  collections?: readonly CollectionSpec[]
  /** Without them there are no functions. */
  functions?: Pick<
    RunnerOptions,
    'functionsDir' | 'specs' | 'limits' | 'contextForm' | 'onLog' | 'onInvoked'
  > & {
    /**
     * The variables that a deployment would set, beside those that name WeChat and WeChat Pay, which they may take up:
     * `${WXPAY_BASE_URL}`.
     */
    env?: Readonly<Record<string, string>>
  }
  /** WeChat and WeChat Pay; without it they are switched off. */
  wechat?: Pick<WechatSideOptions, 'notifyFunction' | 'pages' | 'codeUrl' | 'onNotified' | 'ackTimeoutMs'> & {
    /** The function that takes WeChat's events (消息推送), as the console would name it. */
    pushFunction?: string
  }
  /** Who may read and write files, beside functions; default `PRIVATE`, as a new environment has it. */
  storageRule?: StorageRule
  /** How long a transaction may stay open, in ms of real time; 30 s, as on CloudBase. */
  transactionLimitMs?: number
  /** Hears each operation on the database. */
  onOperation?: CloudbaseOptions['onOperation']
  /** Hears of each move of the clock, and of each change of what goes wrong. */
  onChange?: (what: 'clock' | 'faults') => void
}

export interface Emulator {
  readonly clock: MovableClock
  readonly cloudbase: Cloudbase
  readonly storage: Pick<Storage, 'read'>
  /** Absent without functions. */
  readonly runner: Runner | undefined
  /** Absent when WeChat is switched off. */
  readonly wechat: WechatSide | undefined
  /** What goes wrong, at all gates. */
  readonly faults: FaultPlan
  /** What a process needs in its environment to be a function here: the SDK's and the deployment's variables. */
  readonly env: Readonly<Record<string, string>>
  /** What `/emulator/…` answers; whoever mounts the emulator may offer it elsewhere, too. */
  readonly control: ControlRoutes
  /** Answers what is asked of CloudBase, WeChat and WeChat Pay. @throws HttpError 404 for anything else */
  readonly handle: Handler
  /** Answers a WebSocket: there is only `watch()`, which is refused. */
  readonly upgrade: Upgrader
  /** Moves the clock; resolves when the notifications and timers it made due have run. */
  advance(ms: number): Promise<void>
  /** Resolves when the notifications and timers that are due have run. */
  settle(): Promise<void>
  /** Ends everything but the data folder, which is closed by who opened it. */
  close(): Promise<void>
}

/**
 * Puts the parts together.
 * @throws StartError when something in the data folder cannot be opened
 */
export async function openEmulator(options: EmulatorOptions): Promise<Emulator> {
  const opened: (() => unknown)[] = []
  try {
    return await open(options, opened)
  } catch (error) {
    for (const close of opened.reverse()) await close()
    throw error
  }
}

/** @param opened is told how to close what has been opened so far */
async function open(options: EmulatorOptions, opened: (() => unknown)[]): Promise<Emulator> {
  const { url, data, envId = 'local', onChange = () => {} } = options
  const { folder, fileOf, jsonOf } = data
  const clockFile = await opening(jsonOf('clock.json'), (file) =>
    openJsonFile(file, { offsetMs: options.clockOffsetMs ?? 0 }),
  )
  const clock = createClock(clockFile.get().offsetMs, options.clockStandsAt, (offsetMs) =>
    clockFile.set({ offsetMs }),
  )
  clock.onMove(() => onChange('clock'))
  const faults = createFaults(() => onChange('faults'))
  const cloudbase = await opening(fileOf('database.db'), (file) =>
    createCloudbase({
      file: file ?? ':memory:',
      clock,
      indexes: options.collections ?? [],
      synchronous: file === ':memory:' ? 'OFF' : 'FULL',
      ...(options.transactionLimitMs !== undefined && { transactionLimitMs: options.transactionLimitMs }),
      ...(options.onOperation && { onOperation: options.onOperation }),
    }),
  )
  opened.push(() => cloudbase.close())
  const push = async (event: object, openid: string): Promise<void> => {
    const name = options.wechat?.pushFunction
    if (name !== undefined) await runner?.push(name, event, openid)
  }
  const wechat =
    options.wechat &&
    (await opening(fileOf('wechatpay.db'), () =>
      openWechatSide({ ...options.wechat!, clock, url, fileOf, faults, push }),
    ))
  if (wechat) opened.push(() => wechat.close())
  const storage = await opening(join(folder, 'storage'), (files) =>
    createStorage({
      folder: files,
      clock,
      url,
      envId,
      ...(options.storageRule && { rule: options.storageRule }),
    }),
  )
  const env = { ...wechat?.variables, ...options.functions?.env }
  const runner =
    options.functions &&
    createRunner({
      ...options.functions,
      clock,
      env,
      envId,
      adminUrl: `${url}/admin`,
      appid: wechat?.wechatpay.merchant.appid ?? 'wx0000000000000000',
      ...(wechat && { envOf: wechat.variablesOf }),
    })
  data.opened()

  async function settle(): Promise<void> {
    await wechat?.wechatpay.tick()
    await wechat?.wechat.tick()
    await runner?.settleTimers()
    // What the timers asked of WeChat Pay may have become due meanwhile.
    await wechat?.wechatpay.tick()
    await wechat?.wechat.tick()
  }
  async function advance(ms: number): Promise<void> {
    clock.advance(ms)
    await settle()
  }
  const control = controlRoutes({ clock, faults, wechat, advance })

  return {
    clock,
    cloudbase,
    storage,
    runner,
    wechat,
    faults,
    env: filled({ ...sdkEnvironment(url, envId), ...env }),
    control,
    handle: createRoutes({
      admin: createAdmin({ cloudbase, storage, runner, faults, url, envId }),
      storage,
      functions: createFunctionsServer(runner),
      runner,
      wechat,
      control: createControl(control),
    }),
    upgrade: refuseWatch,
    advance,
    settle,
    async close() {
      await faults.disarm()
      await runner?.close()
      await wechat?.close()
      cloudbase.close()
    },
  }
}

/** Opens something that lives in a file. @throws StartError when it cannot be opened */
async function opening<File extends string | undefined, Value>(
  file: File,
  open: (file: File) => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await open(file)
  } catch (error) {
    throw file === undefined || file === ':memory:' ? error : startErrorOf(file, error)
  }
}
