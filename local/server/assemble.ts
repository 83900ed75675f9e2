import { join } from 'node:path'
import cloudbaseSdk from '@cloudbase/node-sdk'
import { collections } from '../../cloudfunctions/collected/collections'
import { routes } from '@shared/collected/routes'
import { LOCAL_VARIABLES, variablesOf } from '../../cloudfunctions/functions'
import { migrations as ours } from '../../cloudfunctions/collected/migrations'
import { indexesOf, withoutUniqueIndexes } from '../../cloudfunctions/platform/collections'
import { rawDatabase, wrapDatabase, type Sdk } from '../../cloudfunctions/platform/database'
import { runMigrations } from '../../cloudfunctions/platform/migrate'
import { openJsonFile, type Listening } from '../../emulator/src/base'
import { LOCAL_CREDENTIALS } from '../../emulator/src/cloudbase'
import { readManifest } from '../../emulator/src/functions'
import { openEmulator } from '../../emulator/src/server'
import type { LocalCloud, LocalCloudOptions } from '../cloud'
import type { DemoProfile } from '../demo/profile'
import { seedDemo } from '../demo/seed'
import { createLocalPersonal, LOCAL_PERSONAL_KEY } from '../personal'
import { projectRoot } from '../root'
import { createStageFiles } from '../stage/serve'
import { createChat, openingMessages } from './chat'
import { createShopControl } from './control'
import { StartError } from './errors'
import { createEventHub } from './events'
import { createPhoneSite, isClientFunction } from './phone-site'
import { openidOf } from './phones'
import { createRoutes } from './routes'
import { createOwnShop } from './own-shop'
import { createRound, newRound, type Round } from './round/round'
import { openShopFolder, type ShopFolder } from './shop-folder'

const ENV_ID = 'banyan-local'

type OwnShop = ReturnType<typeof createOwnShop>

/** Puts the parts together; `listening` answers when they stand. */
export async function assemble(
  options: LocalCloudOptions & { h5Dir: string },
  listening: Listening,
): Promise<LocalCloud> {
  const data = openShopFolder(options.dataDir)
  try {
    if (options.empty && !data.unseeded) throw new StartError(HOLDS_DEMO)
    const { cloud, own, round } = await open(options, listening, data)
    try {
      if (options.empty) await own.begin()
      else if (options.demo && data.unseeded) {
        await seed(cloud, own, data, options.demo)
        await round.restart()
      }
    } catch (error) {
      await cloud.close()
      throw error
    }
    return cloud
  } catch (error) {
    data.close()
    throw error
  }
}

async function open(
  options: LocalCloudOptions & { h5Dir: string },
  listening: Listening,
  data: ShopFolder,
): Promise<{ cloud: LocalCloud; own: OwnShop; round: Round }> {
  const { h5Dir, onLog = () => {}, dev = false } = options
  const { url, port } = listening
  const root = projectRoot()
  const events = createEventHub()
  const emulator = await openEmulator({
    url,
    data,
    envId: ENV_ID,
    // As the deployment sets it: pictures are for everybody, and put there by functions alone.
    storageRule: 'ADMINWRITE',
    clockOffsetMs: options.clockOffsetMs,
    clockStandsAt: options.clockStandsAt,
    collections: withoutUniqueIndexes(indexesOf(collections)),
    transactionLimitMs: options.transactionLimitMs,
    onOperation: options.onOperation,
    onChange: (what) => events.tell(what),
    wechat: {
      notifyFunction: 'paynotify',
      pushFunction: 'wechatpush',
      pages: Object.values(routes),
      codeUrl: ({ scene, page }) => `${url}/phone/buyer/#/${page}?scene=${encodeURIComponent(scene)}`,
      onNotified: options.onNotified,
      ackTimeoutMs: options.ackTimeoutMs,
    },
    ...(options.functionsDir !== undefined && {
      functions: {
        functionsDir: options.functionsDir,
        specs: readManifest(join(root, 'cloudbaserc.json')).functions.map((spec) => ({
          ...spec,
          variables: [...variablesOf(spec.name), ...LOCAL_VARIABLES],
          ...(options.timers === false && { triggers: [] }),
        })),
        contextForm: options.contextForm,
        env: {
          PERSONAL_DATA_KEY: LOCAL_PERSONAL_KEY,
          ...(options.callTimeoutMs && { CALL_TIMEOUT_MS: String(options.callTimeoutMs) }),
        },
        limits: options.instances ? { instances: options.instances } : {},
        onLog,
        // Phones tell of their own commands; whatever else runs may have changed anything.
        onInvoked: (name) => isClientFunction(name) || events.tell('state'),
      },
    }),
  })
  try {
    const { clock, cloudbase, runner, faults, advance, settle } = emulator
    const { wechatpay, wechat } = emulator.wechat!
    const sdk = openSdk(url)
    const db = wrapDatabase(sdk, collections)
    const chatFile = openJsonFile(data.jsonOf('chat.json'), openingMessages(clock.now(), options.empty))
    const own = createOwnShop({ db, clock })
    const chat = createChat(chatFile, clock.now, () => events.tell('chat'))
    const round = createRound({
      db,
      memory: openJsonFile(data.jsonOf('round.json'), newRound(clock.now())),
      now: clock.now,
      messages: chat.list,
      shop: own.onStage,
    })

    listening.answerWith(
      createRoutes({
        emulator: emulator.handle,
        phones: createPhoneSite({
          h5Dir,
          runner,
          files: emulator.storage,
          now: clock.now,
          onCommand: (who) => events.tell('state', { by: who }),
          onCameIn: (who) => {
            if (who !== 'distributor' && who !== 'merchant') round.cameIn()
          },
        }),
        control: createShopControl({
          control: emulator.control,
          clock,
          db,
          wechatpay,
          wechat,
          chat,
          shop: own.onStage,
          round,
          events,
          advance,
        }),
        stage: createStageFiles({ fresh: dev }),
        picturesDir: join(root, 'local/demo/pictures'),
      }),
      emulator.upgrade,
    )
    // An older data folder is brought over before anybody calls.
    const { migrations = ours } = options
    await bringOver(async () => {
      const run = { db: rawDatabase(sdk), migrations, personal: createLocalPersonal(), now: clock.now }
      await runMigrations(run, 'alone')
      cloudbase.ensureCollections(indexesOf(collections))
    })

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
      env: { ...emulator.env, PERSONAL_DATA_KEY: LOCAL_PERSONAL_KEY },
      ownerCode: own.ownerCode,
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
        await emulator.close()
        await listening.close()
        data.close()
      },
    }
    return { cloud, own, round }
  } catch (error) {
    await emulator.close()
    throw error
  }
}

/** Puts the demo in, unless a shop is there: one that was set up here, or one whose note of the demo is lost. */
async function seed(
  cloud: LocalCloud,
  own: OwnShop,
  data: ShopFolder,
  demo: true | DemoProfile,
): Promise<void> {
  if (await cloud.db.get('settings', 'shop')) return own.begin()
  data.seedingBegins()
  await seedDemo(cloud, demo === true ? {} : { profile: demo })
  data.seedingEnded()
}

const HOLDS_DEMO =
  '这个数据目录里是演示店铺，没有动它。要一间空店：不带 --data 运行 npm start -- --empty（数据在 .data-empty），' +
  '或用 --data 换一个空的目录。'

/** @throws StartError: documents that no migration can read stay as they are */
async function bringOver(run: () => Promise<unknown>): Promise<void> {
  try {
    await run()
  } catch (error) {
    const { message } = error instanceof Error ? error : { message: String(error) }
    throw new StartError(
      `数据目录里的旧数据没能改成新的格式（${message}），它们没有改动。请把整个目录改名后再启动。`,
    )
  }
}

function openSdk(url: string): Sdk {
  const app = cloudbaseSdk.init({
    env: ENV_ID,
    ...LOCAL_CREDENTIALS,
    serviceUrl: `${url}/admin`,
    keepalive: true,
    // Asked on the same machine, which may be busy with something else.
    timeout: 60_000,
  })
  return app.database()
}
