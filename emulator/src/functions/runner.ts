import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import type { MovableClock } from '../base'
import { LOCAL_CREDENTIALS } from '../cloudbase'
import type { Caller, Dies } from '../faults'
import { randomUUID } from '../random'
import { createClockCell } from './clock-cell'
import { HTTP_BODY_LIMIT_BYTES, httpAnswer, httpEvent, type IncomingHttp, type OutgoingHttp } from './http'
import { Instance } from './instance'
import { Pool, type PoolLimits } from './pool'
import { createTimers } from './timers'
import type { ContextForm, FunctionSpec, Invoked, LogLine } from './types'

export const EVENT_LIMIT_BYTES = 6 * 1024 * 1024
/** What CloudBase allows a function's variables to take. */
export const ENV_LIMIT_BYTES = 4 * 1024

/** Somebody who comes through one of the gateways for clients. */
export type ClientCaller = WechatCaller | WebCaller

/** Somebody whom WeChat's gateway knows. */
export interface WechatCaller {
  readonly openid: string
  /** Of which mini-program, when it is another one that shares the environment. */
  readonly appid?: string
}

/** Somebody whom the gateway for web pages knows, if only as nobody in particular. */
export interface WebCaller {
  readonly uuid: string
  /** How they have logged in: `ANONYMOUS`, `EMAIL`, `CUSTOM` … */
  readonly loginType: string
}

export interface RunnerOptions {
  clock: MovableClock
  specs: readonly FunctionSpec[]
  /** Holds `<name>/index.js`. */
  functionsDir: string
  /** The variables that a deployment would set; 4 KB at most. */
  env: Readonly<Record<string, string>>
  envId: string
  /** Where the cloud's API answers; `instance=<id>` is added, for `caller`. */
  adminUrl: string
  /** Variables that tell one instance from another. */
  envOf?: (instanceId: string) => Readonly<Record<string, string>>
  appid: string
  /** How functions hear of the variables of an invocation; default `environment`. */
  contextForm?: ContextForm
  limits?: Partial<PoolLimits>
  onLog?: (line: LogLine) => void
  /** After each invocation; `name` is the function. */
  onInvoked?: (name: string, invoked: Invoked) => void
}

export interface Runner {
  readonly names: readonly string[]
  /** Whether a function answers over HTTP. */
  answersHttp(name: string): boolean
  /** Invokes a function; never rejects. `event` as an object, or as the JSON that came over the wire. */
  invoke(name: string, event: object | string, caller?: ClientCaller): Promise<Invoked>
  /** Invokes a function with an event of WeChat that is about this user; never rejects. */
  push(name: string, event: object, openid: string): Promise<Invoked>
  /** `dies`: the instance that answers it ends with it. */
  invokeHttp(name: string, request: IncomingHttp, dies?: Dies): Promise<OutgoingHttp>
  /** Resolves when every timer due on the emulator's clock has run. */
  settleTimers(): Promise<void>
  /** Starts one instance of each function. */
  warm(): Promise<void>
  /** New code: instances end after their present work. Without a name all functions. */
  renew(name?: string): void
  /**
   * Processor time of the instances that are alive, ms since each started, by function; empty where the system does not
   * say.
   */
  processorMs(): Readonly<Record<string, number>>
  /** The instance that a call comes from; undefined when it is gone: its calls must have no effect. */
  caller(instanceId: string): FunctionCaller | undefined
  close(): Promise<void>
}

export interface FunctionCaller extends Caller {
  /** Counts one call of the cloud's API; an invocation tells how many it made. */
  countOperation(): void
}

/**
 * Each instance compiles the function for itself: beyond a few a core more of them make everything slower. They wait
 * much of their time, so one a core would be too few.
 */
const LIMITS: PoolLimits = {
  instances: Math.min(Math.max(4, 2 * availableParallelism()), 16),
  queue: 4000,
  starting: 2,
}

/**
 * Runs functions as CloudBase does: isolated instances, one invocation at a time each, limits, identities.
 * @throws RangeError when variables take more than CloudBase allows
 */
export function createRunner(options: RunnerOptions): Runner {
  const { clock, specs, functionsDir, appid, onLog = () => {}, onInvoked = () => {} } = options
  const limits = { ...LIMITS, ...options.limits }
  checkSize("the functions' variables", options.env)
  for (const { name, env } of specs) checkSize(`the variables of ${name}`, { ...options.env, ...env })
  const cell = createClockCell(clock)
  const instances = new Map<string, Instance>()
  let lastInstance = 0

  const pools = new Map(specs.map((spec) => [spec.name, poolOf(spec)]))

  function poolOf(spec: FunctionSpec): Pool {
    const [moduleName = '', exportName = ''] = (spec.handler ?? 'index.main').split('.')
    return new Pool(limits, (onEnd) => {
      const id = `${spec.name}-${++lastInstance}`
      const instance: Instance = new Instance({
        id,
        spec,
        file: join(functionsDir, spec.name, `${moduleName}.js`),
        exportName,
        env: {
          ...onlyOf(spec, filled({ ...options.env, ...spec.env, ...options.envOf?.(id) })),
          ...platformEnv(spec, options.envId, `${options.adminUrl}?instance=${id}&`),
        },
        contextForm: options.contextForm,
        clock: cell.buffer,
        onLog,
        onEnd: () => {
          instances.delete(id)
          onEnd(instance)
        },
      })
      instances.set(id, instance)
      return instance
    })
  }

  async function invoke(
    name: string,
    event: object | string,
    identity: Record<string, string>,
    requestId = randomUUID(),
    dies?: Dies,
  ): Promise<Invoked> {
    const refuse = (code: 'UNKNOWN_FUNCTION' | 'PAYLOAD_TOO_LARGE', message: string): Invoked => ({
      ok: false,
      code,
      message,
      requestId,
      operations: 0,
    })
    const pool = pools.get(name)
    if (!pool) return refuse('UNKNOWN_FUNCTION', `no function ${name}`)
    const text = typeof event === 'string' ? event : JSON.stringify(event)
    if (Buffer.byteLength(text) > EVENT_LIMIT_BYTES)
      return refuse('PAYLOAD_TOO_LARGE', 'the event is larger than 6 MB')
    const invoked = await pool.invoke({ event: text, identity, requestId }, dies)
    if (!invoked.ok) onLog({ level: 'error', functionName: name, text: `${invoked.code} ${invoked.message}` })
    onInvoked(name, invoked)
    return invoked
  }

  const timers = createTimers(clock, specs, (name, event) =>
    invoke(name, event, { TRIGGER_SRC: 'timer', TCB_CONTEXT_KEYS: 'TRIGGER_SRC' }),
  )

  return {
    names: specs.map(({ name }) => name),
    answersHttp: (name) => specs.some((spec) => spec.name === name && spec.http === true),
    invoke: (name, event, caller) => invoke(name, event, caller ? identityOf(caller, appid) : {}),
    push: (name, event, openid) => invoke(name, event, pushIdentity(openid, appid)),
    async invokeHttp(name, request, dies) {
      if (request.body.length > HTTP_BODY_LIMIT_BYTES) {
        return { status: 413, headers: {}, body: Buffer.alloc(0) }
      }
      const requestId = randomUUID()
      const identity = { TCB_CONTEXT_KEYS: 'TCB_SOURCE_IP', TCB_SOURCE_IP: '127.0.0.1' }
      return httpAnswer(await invoke(name, httpEvent(request, requestId), identity, requestId, dies))
    },
    settleTimers: timers.settle,
    warm: async () => void (await Promise.all([...pools.values()].map((pool) => pool.warm()))),
    renew(name) {
      for (const [each, pool] of pools) if (!name || name === each) pool.renew()
    },
    processorMs() {
      const sums: Record<string, number> = {}
      for (const { name, processorMs } of instances.values()) {
        if (processorMs !== undefined) sums[name] = (sums[name] ?? 0) + processorMs
      }
      return sums
    },
    caller: (instanceId) => instances.get(instanceId),
    async close() {
      await Promise.all([...pools.values()].map((pool) => pool.close()))
      await timers.close()
      cell.close()
    },
  }
}

const identityOf = (caller: ClientCaller, appid: string): Record<string, string> =>
  'openid' in caller ? wechatIdentity(caller.openid, caller.appid ?? appid) : webIdentity(caller)

/** What the gateway for web pages adds. */
function webIdentity({ uuid, loginType }: WebCaller): Record<string, string> {
  return {
    TCB_CONTEXT_KEYS: 'TCB_UUID,LOGINTYPE,TCB_ISANONYMOUS_USER',
    TCB_UUID: uuid,
    LOGINTYPE: loginType,
    TCB_ISANONYMOUS_USER: String(loginType === 'ANONYMOUS'),
  }
}

/** What WeChat's gateway adds to a call from a mini-program. */
function wechatIdentity(openid: string, appid: string): Record<string, string> {
  return {
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_CLIENTIP',
    WX_OPENID: openid,
    WX_APPID: appid,
    WX_CLIENTIP: '127.0.0.1',
    TCB_CONTEXT_KEYS: 'TCB_SOURCE',
    TCB_SOURCE: 'wx_client',
  }
}

/**
 * What comes with an event of WeChat. The official sample answers the user by `OPENID` of the context, so it stands
 * here as in a call; only where it comes from tells the two apart.
 * https://developers.weixin.qq.com/miniprogram/dev/wxcloudservice/wxcloud/guide/functions/openapi
 */
function pushIdentity(openid: string, appid: string): Record<string, string> {
  return {
    WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
    WX_OPENID: openid,
    WX_APPID: appid,
    TCB_CONTEXT_KEYS: 'TCB_SOURCE',
    TCB_SOURCE: 'wx_unknown',
  }
}

/** The variables that a function gets, of all that a deployment has. */
function onlyOf({ variables }: FunctionSpec, env: Record<string, string>): Record<string, string> {
  if (!variables) return env
  return Object.fromEntries(Object.entries(env).filter(([name]) => variables.includes(name)))
}

/** What every instance finds in its environment. */
function platformEnv(spec: FunctionSpec, envId: string, adminUrl: string): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'ap-shanghai',
    TENCENTCLOUD_SECRETID: LOCAL_CREDENTIALS.secretId,
    TENCENTCLOUD_SECRETKEY: LOCAL_CREDENTIALS.secretKey,
    TENCENTCLOUD_SESSIONTOKEN: 'local-session-token',
    SCF_NAMESPACE: envId,
    SCF_FUNCTIONNAME: spec.name,
    SCF_FUNCTIONMEMORY: String(spec.memoryMb),
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: adminUrl }),
    TZ: 'UTC',
    NODE_ENV: 'production',
  }
}

/** `${NAME}` in a variable stands for another one. */
export function filled(env: Readonly<Record<string, string>>): Record<string, string> {
  const value = (text: string): string =>
    text.replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole)
  return Object.fromEntries(Object.entries(env).map(([name, text]) => [name, value(text)]))
}

function checkSize(what: string, env: Readonly<Record<string, string>>): void {
  const size = Buffer.byteLength(Object.entries(env).flat().join(''))
  if (size > ENV_LIMIT_BYTES) throw new RangeError(`${what} take ${size} bytes of ${ENV_LIMIT_BYTES}`)
}
