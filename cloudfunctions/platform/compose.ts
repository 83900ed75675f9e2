import type { Envelope, FunctionName } from '@shared/contract'
import { systemClock } from './clock'
import {
  readAppSecret,
  readNotificationConfig,
  readPayCallsConfig,
  readPersonalKeys,
  readShopConfig,
} from './config'
import type { Context, Seams } from './context'
import { database } from './database'
import { openDoor, type Door } from './door'
import { randomIds } from './ids'
import {
  callerOf,
  clientKeysOf,
  comesFromClient,
  type HttpAnswer,
  type HttpRequest,
  type PlatformContext,
  type TimerEvent,
} from './invocation'
import { causeOf, createLog } from './log'
import { createNotifications, createPayGateway, whenNeeded } from './pay-gateway'
import { createPersonal, personalWhenNeeded } from './personal'
import { createSeal, sealWhenNeeded } from './seal'
import { createFileStore } from './storage'
import { createWechatApi, wechatWhenNeeded } from './wechat-api'

type Shared = Pick<
  Context,
  'db' | 'clock' | 'ids' | 'pay' | 'wechat' | 'files' | 'seal' | 'personal' | 'appId' | 'mchid'
>

let shared: Shared | undefined

/** What all invocations of this instance share; made at the first one, so that importing does no work. */
function sharedParts({ collections }: Seams): Shared {
  if (!shared) {
    const config = readShopConfig()
    const db = database(config.callTimeoutMs, collections)
    shared = {
      db,
      clock: systemClock,
      ids: randomIds,
      // Each function has only the secrets that it needs (`cloudfunctions/functions.ts`): read when they are used.
      pay: whenNeeded(
        () => createPayGateway({ ...config, pay: readPayCallsConfig() }, systemClock),
        () => createNotifications({ ...config, notifications: readNotificationConfig() }, systemClock),
      ),
      wechat: wechatWhenNeeded(config.envVersion, () =>
        createWechatApi({ ...config, appSecret: readAppSecret() }, systemClock, db),
      ),
      files: createFileStore(config.callTimeoutMs),
      // The functions know this secret anyway: no variable more in CloudBase's 4 KB.
      seal: sealWhenNeeded(() => createSeal(readAppSecret())),
      personal: personalWhenNeeded(() => createPersonal(readPersonalKeys())),
      appId: config.appId,
      mchid: config.mchid,
    }
  }
  return shared
}

// The log is the only place that writes to the console: CloudBase collects it from there.
// eslint-disable-next-line no-console
const write = (line: string) => console.log(line)

/** The context of one invocation. @throws when the function's environment is incomplete */
function contextOf(name: string, seams: Seams, platform: PlatformContext | undefined): Context {
  const requestId = platform?.request_id ?? platform?.requestId ?? randomIds.random()
  const log = createLog({ fn: name, requestId }, write)
  try {
    return { ...sharedParts(seams), seams, log, requestId }
  } catch (error) {
    log.error('instance.failed', { cause: causeOf(error) })
    throw error
  }
}

/** A function that clients call: `{ path, input }` in, an envelope out. */
export function clientFunction<F extends FunctionName>(door: Door<F> & { readonly seams: Seams }) {
  return (event: unknown, platform?: PlatformContext): Promise<Envelope> => {
    const ctx = contextOf(door.name, door.seams, platform)
    return openDoor(door, ctx, callerOf(platform, ctx.appId), event)
  }
}

/**
 * Whether a client made this invocation, of a function that clients have no business with. The environment's security
 * rule refuses them before (`cloudfunctions/functions.ts`); this holds where it was not set, or was changed.
 */
function isClients(ctx: Context, platform: PlatformContext | undefined): boolean {
  const keys = clientKeysOf(platform)
  if (keys.length > 0) ctx.log.warn('security.called_by_client', { keys })
  return keys.length > 0
}

/** A function behind an HTTP path; it has no caller, and a client is refused. */
export function httpFunction(
  name: string,
  seams: Seams,
  handle: (ctx: Context, request: HttpRequest) => Promise<HttpAnswer>,
) {
  return async (event: HttpRequest, platform?: PlatformContext): Promise<HttpAnswer> => {
    const ctx = contextOf(name, seams, platform)
    if (isClients(ctx, platform)) return { statusCode: 403, body: '' }
    try {
      return await handle(ctx, event)
    } catch (error) {
      ctx.log.error('http.failed', { cause: causeOf(error) })
      return { statusCode: 500, body: '' }
    }
  }
}

/** A function that a timer starts; it has no caller, and a client is refused. */
export function timerFunction(
  name: string,
  seams: Seams,
  run: (ctx: Context, event: TimerEvent) => Promise<unknown>,
) {
  return async (event: TimerEvent, platform?: PlatformContext): Promise<{ ok: boolean }> => {
    const ctx = contextOf(name, seams, platform)
    if (isClients(ctx, platform)) return { ok: false }
    try {
      await run(ctx, event)
      return { ok: true }
    } catch (error) {
      ctx.log.error('timer.failed', { cause: causeOf(error) })
      return { ok: false }
    }
  }
}

/** What WeChat's documents have a function answer to an event. */
const HEARD = 'success'

/**
 * A function that takes WeChat's events; a client is refused. WeChat's event may name the user whom it is about
 * (`WX_OPENID`) as a client's call does, so here it goes by where the invocation comes from.
 */
export function pushFunction(
  name: string,
  seams: Seams,
  hear: (ctx: Context, event: unknown) => Promise<unknown>,
) {
  return async (event: unknown, platform?: PlatformContext): Promise<string> => {
    const ctx = contextOf(name, seams, platform)
    if (comesFromClient(platform)) {
      ctx.log.warn('security.called_by_client', { keys: clientKeysOf(platform) })
      return ''
    }
    await hear(ctx, event)
    return HEARD
  }
}
