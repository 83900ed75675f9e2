import { join } from 'node:path'
import cloudbaseSdk from '@cloudbase/node-sdk'
import { rawDatabase, wrapDatabase, type Sdk } from '../../cloudfunctions/platform/database'
import { createShopClock } from '../clock'
import { collections } from '../../cloudfunctions/collected/collections'
import { migrations as ours } from '../../cloudfunctions/collected/migrations'
import { indexesOf } from '../../cloudfunctions/platform/collections'
import { runMigrations } from '../../cloudfunctions/platform/migrate'
import { createCloudbase, sdkEnvironment } from '../cloudbase'
import { seedDemo } from '../demo/seed'
import { createFaults } from '../faults'
import { readFunctionSpecs } from '../functions/manifest'
import { createRunner, LOCAL_ENV_ID } from '../functions/runner'
import type { LocalCloud, LocalCloudOptions } from '../index'
import { projectRoot } from '../root'
import { createStageFiles } from '../stage/serve'
import { createStorage } from '../storage'
import { createAdmin } from './admin'
import { createChat, openingMessages } from './chat'
import { createControl } from './control'
import { openDataFolder } from './data-folder'
import { dataProblem } from './errors'
import { createEventHub } from './events'
import type { Listening } from './listen'
import { openMemory } from './memory'
import { createPhoneSite, isClientFunction } from './phone-site'
import { openidOf } from './phones'
import { createRoutes } from './routes'
import { openWechatSide } from './wechat-side'

/** Puts the parts together; `listening` answers when they stand. */
export async function assemble(
  options: LocalCloudOptions & { h5Dir: string },
  listening: Listening,
): Promise<LocalCloud> {
  const { dataDir, h5Dir, onLog = () => {}, dev = false } = options
  const { url, port } = listening
  const root = projectRoot()
  const data = await opening(dataDir, () => openDataFolder(dataDir))
  const { folder, fileOf, jsonOf } = data

  const clockMemory = await opening(dataDir, () =>
    openMemory(jsonOf('clock.json'), { offsetMs: options.clockOffsetMs ?? 0 }),
  )
  const clock = createShopClock(clockMemory.get().offsetMs, options.clockStandsAt)
  const events = createEventHub()
  clock.onMove(() => {
    clockMemory.set({ offsetMs: clock.offsetMs() })
    events.tell('clock')
  })

  const faults = createFaults(() => events.tell('faults'))

  const cloudbase = await opening(dataDir, () =>
    createCloudbase({
      file: fileOf('database.db'),
      clock,
      indexes: indexesOf(collections),
      synchronous: dataDir ? 'FULL' : 'OFF',
      transactionLimitMs: options.transactionLimitMs,
      ...(options.onOperation ? { onOperation: options.onOperation } : {}),
    }),
  )
  const wechatSide = await opening(dataDir, () =>
    openWechatSide({ clock, url, fileOf, faults, onNotified: options.onNotified }),
  )
  const { wechatpay, wechat } = wechatSide
  const storage = createStorage({ folder: join(folder, 'storage'), clock, url, envId: LOCAL_ENV_ID })
  const sdk = openSdk(url)
  const db = wrapDatabase(sdk, collections)
  const chatMemory = await opening(dataDir, () =>
    openMemory(jsonOf('chat.json'), openingMessages(clock.now())),
  )
  const chat = createChat(chatMemory, clock.now, () => events.tell('chat'))
  const env = {
    ...wechatSide.variables,
    ...(options.callTimeoutMs && { CALL_TIMEOUT_MS: String(options.callTimeoutMs) }),
  }
  const runner = options.functionsDir
    ? createRunner({
        clock,
        specs: readFunctionSpecs().map((spec) =>
          options.timers === false ? { ...spec, triggers: [] } : spec,
        ),
        functionsDir: options.functionsDir,
        env,
        envOf: wechatSide.variablesOf,
        adminUrl: `${url}/admin`,
        appid: wechatpay.merchant.appid,
        limits: options.instances ? { instances: options.instances } : {},
        onLog,
        // Phones tell of their own commands; whatever else runs may have changed anything.
        onInvoked: (name) => isClientFunction(name) || events.tell('state'),
      })
    : undefined

  async function settle(): Promise<void> {
    await wechatpay.tick()
    await runner?.settleTimers()
    // What the timers asked of WeChat Pay may have become due meanwhile.
    await wechatpay.tick()
  }
  async function advance(ms: number): Promise<void> {
    clock.advance(ms)
    await settle()
  }

  listening.answerWith(
    createRoutes({
      admin: createAdmin({ cloudbase, storage, runner, faults }),
      wechatpay,
      wechat,
      storage,
      runner,
      phones: createPhoneSite({
        h5Dir,
        runner,
        now: clock.now,
        onCommand: (who) => events.tell('state', { by: who }),
      }),
      control: createControl({ clock, db, wechatpay, wechat, chat, faults, events, advance }),
      stage: createStageFiles({ fresh: dev }),
      picturesDir: join(root, 'local/demo/pictures'),
    }),
  )

  const cloud: LocalCloud = {
    url,
    port,
    clock,
    cloudbase,
    wechatpay,
    wechat,
    chat,
    runner,
    faults,
    db,
    env: { ...sdkEnvironment(url, LOCAL_ENV_ID), ...env },
    async call(who, name, input) {
      const [fn = '', path = ''] = name.split('/')
      if (!runner) throw new Error('this local cloud has no functions')
      const invoked = await runner.invoke(fn, { path, input }, { openid: openidOf(who) })
      if (!invoked.ok) throw new Error(`${name}: ${invoked.code} ${invoked.message}`)
      return JSON.parse(invoked.text)
    },
    advance,
    settle,
    reloadPages: () => events.tell('code'),
    async close() {
      events.close()
      await faults.disarm()
      await runner?.close()
      await wechatSide.close()
      await listening.close()
      cloudbase.close()
      data.forget()
    },
  }
  try {
    const { migrations = ours } = options
    const run = { db: rawDatabase(sdk), migrations, now: clock.now }
    await opening(dataDir, () => runMigrations(run, 'alone'))
    if (options.demo && data.unseeded) {
      data.seedingBegins()
      await seedDemo(cloud)
      data.seedingEnded()
    }
  } catch (error) {
    await cloud.close()
    throw error
  }
  return cloud
}

function openSdk(url: string): Sdk {
  const app = cloudbaseSdk.init({
    env: LOCAL_ENV_ID,
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${url}/admin`,
    keepalive: true,
  })
  return app.database()
}

/** Opens something that lives in the data folder. @throws StartError when it cannot be read */
async function opening<Value>(
  dataDir: string | undefined,
  open: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await open()
  } catch (error) {
    throw dataDir ? dataProblem(dataDir, error) : error
  }
}
