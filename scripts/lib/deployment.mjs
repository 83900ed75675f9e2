import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { loadCollections } from './collections.mjs'
import { root } from './project.mjs'

/** What the functions read from their environment; see cloudfunctions/platform/config.ts. */
const FUNCTION_VARIABLES = [
  'WECHAT_APPID',
  'WECHAT_APPSECRET',
  'WXPAY_MCHID',
  'WXPAY_APIV3_KEY',
  'WXPAY_PRIVATE_KEY',
  'WXPAY_SERIAL_NO',
  'WXPAY_PLATFORM_KEYS',
  'WXPAY_NOTIFY_URL',
]
/** What only paying takes; functions that never pay do not get it. */
const PAYMENT_VARIABLES = [
  'WXPAY_APIV3_KEY',
  'WXPAY_PRIVATE_KEY',
  'WXPAY_SERIAL_NO',
  'WXPAY_PLATFORM_KEYS',
  'WXPAY_NOTIFY_URL',
]
const WITHOUT_PAYMENTS = ['distributor']
const OPTIONAL_VARIABLES = ['WECHAT_ENV_VERSION', 'CALL_TIMEOUT_MS']
/** The shop's zone: no code goes by it (tests run in several), but what a library prints should not surprise. */
const FIXED_VARIABLES = { TZ: 'Asia/Shanghai' }
const ACCOUNT_VARIABLES = ['CLOUDBASE_ENV_ID', 'TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY']

/** CloudBase's limit for all variables of one function, in bytes. */
const VARIABLES_LIMIT = 4096

/**
 * Reads what a deployment needs from the environment.
 * @throws Error naming every missing variable, or saying that they are too large, or which one cannot work and why
 */
export async function readDeployment(env = process.env) {
  const missing = [...ACCOUNT_VARIABLES, ...FUNCTION_VARIABLES].filter((name) => !env[name])
  if (missing.length > 0) throw new Error(`These variables are missing: ${missing.join(', ')}`)
  const names = [...FUNCTION_VARIABLES, ...OPTIONAL_VARIABLES.filter((name) => env[name])]
  const variables = { ...FIXED_VARIABLES, ...Object.fromEntries(names.map((name) => [name, env[name]])) }
  const bytes = Buffer.byteLength(JSON.stringify(variables))
  if (bytes > VARIABLES_LIMIT) {
    throw new Error(
      `The functions' variables take ${bytes} bytes, CloudBase allows ${VARIABLES_LIMIT}. Give keys without PEM headers and line breaks.`,
    )
  }
  const { readConfig } = await loadConfig()
  readConfig(variables)
  return {
    envId: env.CLOUDBASE_ENV_ID,
    secretId: env.TENCENTCLOUD_SECRETID,
    secretKey: env.TENCENTCLOUD_SECRETKEY,
    proxy: env.HTTPS_PROXY,
    variables,
  }
}

/** What the functions read their variables with: what they would refuse is refused before anything is uploaded. */
async function loadConfig() {
  const outfile = path.join(root, 'dist/config.cjs')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['cloudfunctions/platform/config.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  })
  return createRequire(import.meta.url)(outfile)
}

function readJson(file) {
  return JSON.parse(fs.readFileSync(path.join(root, file), 'utf8'))
}

/**
 * Brings the database to what the domains declare (`x.collections.ts`): collections that are missing, indexes that are
 * missing, and no access for clients. Never drops anything: an index too many, and one of other fields, is reported.
 * Without `uniques` such indexes of collections that are there wait for their migration.
 */
export async function deployDatabase(deployment, say, { uniques = true } = {}) {
  const { default: CloudBase } = await import('@cloudbase/manager-node')
  const { envId, secretId, secretKey, proxy } = deployment
  const app = new CloudBase({ envId, secretId, secretKey, proxy })
  for (const { collection, indexes } of await loadCollections()) {
    const { IsCreated } = await app.database.createCollectionIfNotExists(collection)
    const { Indexes = [] } = IsCreated ? {} : await app.database.describeCollection(collection)
    const present = new Set(Indexes.map(({ Name }) => Name))
    const missing = indexes.filter(
      ({ IndexName, MgoKeySchema }) =>
        !present.has(IndexName) && (uniques || IsCreated || !MgoKeySchema.MgoIsUnique),
    )
    if (missing.length > 0) await app.database.updateCollection(collection, { CreateIndexes: missing })
    await app.commonService('tcb', '2018-06-08').call({
      Action: 'ModifyDatabaseACL',
      Param: { EnvId: envId, CollectionName: collection, AclTag: 'ADMINONLY' },
    })
    const wanted = new Set(indexes.map(({ IndexName }) => IndexName))
    const extra = [...present].filter((name) => !wanted.has(name) && !/^_id/.test(name))
    const other = Indexes.filter((one) => indexes.some((declared) => isOther(one, declared)))
    say(
      `${collection}: ${IsCreated ? 'created' : 'there'}, ${missing.length} index(es) added` +
        (extra.length > 0 ? `; not declared: ${extra.join(', ')}` : '') +
        (other.length > 0 ? `; not as declared: ${other.map(({ Name }) => Name).join(', ')}` : ''),
    )
  }
}

/** An index of a declared name that has other fields, or is unique when the declared one is not. */
function isOther({ Name, Keys = [], Unique }, { IndexName, MgoKeySchema }) {
  const words = (keys) => keys.map((key) => `${key.Name} ${key.Direction}`).join()
  if (Name !== IndexName) return false
  return words(Keys) !== words(MgoKeySchema.MgoIndexKeys) || Boolean(Unique) !== MgoKeySchema.MgoIsUnique
}

const withoutPayments = (variables) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => !PAYMENT_VARIABLES.includes(name)))

/** `cloudbaserc.json` with the functions' variables; it holds secrets, so it lives in dist/ and is removed again. */
function writeCliConfig({ envId, variables }) {
  const config = readJson('cloudbaserc.json')
  const file = path.join(root, 'dist/cloudbaserc.deploy.json')
  const functions = config.functions.map((one) => ({
    ...one,
    envVariables: WITHOUT_PAYMENTS.includes(one.name) ? withoutPayments(variables) : variables,
  }))
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, JSON.stringify({ ...config, envId, functions }), { mode: 0o600 })
  return file
}

function tcb(args, env) {
  return new Promise((resolve, reject) => {
    const cli = path.join(root, 'node_modules/@cloudbase/cli/bin/tcb')
    const child = spawn(process.execPath, [cli, ...args], {
      cwd: root,
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    })
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`tcb ${args[0]} ended with ${code}`)),
    )
  })
}

/**
 * A home for CloudBase's command line in which it is logged in, as its `login` would write it. Arguments are seen by
 * everybody on the machine, and it takes no key from its environment; in a home of its own it takes nobody else's login
 * for this one, and leaves none behind.
 */
function makeCliHome({ secretId, secretKey }) {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-deploy-'))
  const folder = path.join(home, '.config/.cloudbase')
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'auth.json'), JSON.stringify({ credential: { secretId, secretKey } }), {
    mode: 0o600,
  })
  return home
}

/** Uploads every function with its variables, timers and HTTP path through CloudBase's own command line. */
export async function deployFunctions(deployment) {
  const { envId } = deployment
  const file = writeCliConfig(deployment)
  const home = makeCliHome(deployment)
  const env = {
    ...process.env,
    HOME: home,
    USERPROFILE: home,
    XDG_CONFIG_HOME: path.join(home, '.config'),
  }
  const args = ['fn', 'deploy', '--all', '--force', '--yes', '--deployMode', 'zip', '-e', envId]
  try {
    await tcb(['--config-file', file, ...args], env)
  } finally {
    fs.rmSync(file, { force: true })
    fs.rmSync(home, { recursive: true, force: true })
  }
}
