import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import cloudbase from '@cloudbase/node-sdk'
import { loadLocalCloud } from '../local-build.mjs'
import { loadServerParts } from '../server-parts.mjs'

/** What belongs to an environment, not to the shop in it. */
const OF_THE_ENVIRONMENT = ['tokens', 'migrations', 'jobs', 'deployed', 'trials', 'claimTries']
const PAGE = 500

/**
 * What a deployment writes into the settings of a shop that is only begun: when it was, and the mini-program's
 * messages.
 */
const byDeployment = ({
  v: _,
  openedAt: __,
  policyChangedAt: ___,
  messageTemplates: ____,
  messageFields: _____,
  messageCard: ______,
  ...rest
}) => rest

/**
 * Finds what a deployment leaves before anybody comes: settings that are to the letter as it writes them while there is
 * nobody on the staff, and codes for the owner that nobody has used. It belongs to the environment, too.
 *
 * @returns of a collection, at the time of asking: whether a document of it is such a one
 */
const onlyBegun = (server, raw) => async (name) => {
  if (name === 'ownerCodes') return ({ usedAt }) => usedAt === null
  if (name !== 'settings') return () => false
  const begun = byDeployment(server.unsetSettings(0))
  const staff = await read(raw, 'staff', { where: {}, limit: 1 })
  return (document) => staff.length === 0 && isDeepStrictEqual(byDeployment(document), begun)
}

/**
 * The shop of an environment, or of a local cloud's folder.
 * @returns `versions`: of the collections that belong to it; `walk(collection)`: its documents by `_id`; `sealedIn`,
 *   `sealedWith`: of a document and a text; `clear`: makes room for another where it is only begun; `add`; `close`
 */
export async function openShop(folder) {
  const server = await loadServerParts(
    'data-server',
    `
    export { collections } from './cloudfunctions/collected/collections'
    export { unsetSettings } from './cloudfunctions/domain/shop/settings'
    export { rawDatabase } from './cloudfunctions/platform/database'
    export { sealedWith } from './cloudfunctions/platform/personal'
    export { sealedIn } from './cloudfunctions/platform/personal/reseal'`,
  )
  const { sdk, close } = folder === undefined ? openCloud(process.env) : await openLocal(folder)
  const raw = server.rawDatabase(sdk)
  const versions = Object.fromEntries(
    Object.entries(server.collections)
      .filter(([name]) => !OF_THE_ENVIRONMENT.includes(name))
      .map(([name, { version }]) => [name, version])
      .sort(),
  )
  const { sealedIn, sealedWith } = server
  const begunIn = onlyBegun(server, raw)
  return {
    versions,
    sealedIn,
    sealedWith,
    walk: (name) => walk(raw, name, begunIn),
    clear: () => clear(sdk, raw, begunIn),
    add: (name, documents) => add(sdk, name, documents),
    close,
  }
}

function openCloud({ CLOUDBASE_ENV_ID, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY, HTTPS_PROXY }) {
  const named = { CLOUDBASE_ENV_ID, TENCENTCLOUD_SECRETID, TENCENTCLOUD_SECRETKEY }
  const missing = Object.keys(named).filter((name) => !named[name])
  if (missing.length > 0)
    throw new Error(`${missing.join(', ')} missing, or --data <folder> of a local cloud`)
  const app = cloudbase.init({
    env: CLOUDBASE_ENV_ID,
    secretId: TENCENTCLOUD_SECRETID,
    secretKey: TENCENTCLOUD_SECRETKEY,
    ...(HTTPS_PROXY && { proxy: HTTPS_PROXY }),
    timeout: 60_000,
  })
  return { sdk: app.database(), close: async () => undefined }
}

async function openLocal(folder) {
  // Without it the SDK looks for Tencent's metadata host before each request.
  process.env.TENCENTCLOUD ??= 'true'
  const { LOCAL_CREDENTIALS, startLocalCloud } = await loadLocalCloud()
  const cloud = await startLocalCloud({ dataDir: path.resolve(folder), timers: false })
  const serviceUrl = `${cloud.url}/admin`
  const app = cloudbase.init({ env: 'banyan-local', ...LOCAL_CREDENTIALS, serviceUrl })
  return { sdk: app.database(), close: () => cloud.close() }
}

const read = (raw, name, options) =>
  raw.find(name, options).catch((error) => {
    if (error.code !== 'DATABASE_COLLECTION_NOT_EXIST') throw error
    throw new Error(`there is no collection ${name}: npm run deploy comes first`)
  })

async function* walk(raw, name, begunIn) {
  const isOnlyBegun = await begunIn(name)
  for (let after = ''; ;) {
    const options = { where: { _id: raw._.gt(after) }, orderBy: [['_id', 'asc']], limit: PAGE }
    const page = await read(raw, name, options)
    yield* page.filter((document) => !isOnlyBegun(document))
    if (page.length < PAGE) return
    after = page.at(-1)._id
  }
}

async function clear(sdk, raw, begunIn) {
  for (const name of ['ownerCodes', 'settings']) {
    const isOnlyBegun = await begunIn(name)
    for (const document of await read(raw, name, { where: {}, limit: PAGE }))
      if (isOnlyBegun(document)) await sdk.collection(name).doc(document._id).remove()
  }
}

const add = (sdk, name, documents) => sdk.collection(name).add(documents)

/** The order of ids in the database: of their bytes. */
export const orderOf = (a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))
