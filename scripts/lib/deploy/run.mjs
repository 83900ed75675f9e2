import path from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import { buildFunctions } from '../functions-build.mjs'
import { countsInWords, deployWithMigrations, openMigrations } from '../migrations.mjs'
import { root } from '../project.mjs'
import { openAccount } from './account.mjs'
import { checkAll } from './check/index.mjs'
import { createFindings } from './findings.mjs'
import { createLeft } from './left.mjs'
import { notePersonalKey, notePersonalKeyEverywhere, reseal } from './personal.mjs'
import { createReport } from './report.mjs'
import { loadServer } from './server.mjs'
import { deployDatabase } from './step/database.mjs'
import { deployFunctions } from './step/functions.mjs'
import { deployHttpAccess } from './step/http-access.mjs'
import { deployMessages } from './step/messages.mjs'
import { offerOwner } from './step/owner.mjs'
import { deployRules } from './step/rules.mjs'
import { deployShop } from './step/shop.mjs'
import { smoke } from './step/smoke.mjs'
import { deployStorage } from './step/storage.mjs'
import { deployPages } from './step/wechat.mjs'
import { readDeployment } from './variables.mjs'

const PATIENCE_MS = 30_000

/**
 * Deploys, or only looks. Every step does what is missing and nothing twice, so a run that died is taken up by the
 * next.
 *
 * @param options `check`: look only; `dryRun`: look, and count what migrations would change; `migrate`: let them;
 *   `reseal`: seal personal data anew with the key of now, and nothing else; `ownerCode`: another code for the owner;
 *   `functionsDir`: functions that are built already; `patienceMs`, `pauseMs`: how long it waits for what the cloud
 *   does after it has answered
 * @throws Error when something is wrong; what was done stands, and the next run goes on from there
 */
export async function deploy(options, say, env = process.env) {
  const parts = { ...(await open(env, options.pauseMs)), patienceMs: options.patienceMs ?? PATIENCE_MS }
  const findings = createFindings()
  await checkAll(parts, findings)
  for (const line of findings.lines()) say(line)
  if (findings.isWrong()) throw new Error('Nothing was changed: put right what is marked ✗, and start again.')
  if (options.check) return say('Nothing was changed.')
  const migrations = openMigrations(
    parts.server,
    parts.sdk,
    parts.server.createPersonal(parts.deployment.config.personal),
  )
  if (options.reseal) return reseal(parts, say)
  if (options.dryRun) {
    for (const line of countsInWords(await migrations.preview())) say(line)
    return say('Nothing was changed.')
  }
  await change(parts, migrations, options, say)
}

async function open(env, pauseMs) {
  const server = await loadServer()
  const { deployment, problems } = readDeployment(server, env)
  const { envId, secretId, secretKey, proxy, config } = deployment
  const hasAccount = Boolean(envId && secretId && secretKey)
  const account = hasAccount ? await openAccount(deployment, pauseMs) : undefined
  const sdk = hasAccount
    ? cloudbase.init({ env: envId, secretId, secretKey, proxy, timeout: 60_000 }).database()
    : undefined
  return {
    server,
    deployment,
    problems,
    account,
    sdk,
    db: sdk && server.wrapDatabase(sdk, server.collections),
    wechat: config && openWechat(server, config),
    left: createLeft(server),
  }
}

function openWechat({ createWechatSetup }, { appId, appSecret, wechatApiBaseUrl, callTimeoutMs }) {
  // stable_token gives everybody the same one: nothing has to be kept.
  const tokenStore = { get: async () => null, set: async () => undefined }
  return createWechatSetup(
    { appid: appId, secret: appSecret, baseUrl: wechatApiBaseUrl, timeoutMs: callTimeoutMs },
    { now: Date.now, tokenStore },
  )
}

async function build(say) {
  const outdir = path.join(root, 'dist/functions')
  for (const { name, bytes } of await buildFunctions({ outdir }))
    say(`  built ${name}, ${Math.round(bytes / 1024)} KB`)
  return outdir
}

async function change(parts, migrations, options, say) {
  const report = createReport(say)
  const functionsDir = options.functionsDir ?? (await build(say))
  const around = {
    // The database first: a function that finds its collections missing would answer errors.
    database: (more) => deployDatabase(parts, report, more),
    async functions() {
      // Before anybody calls: what they ask for first is the shop.
      await deployShop(parts, report)
      await notePersonalKey(parts, report)
      await deployFunctions({ ...parts, functionsDir }, report)
      await notePersonalKeyEverywhere(parts)
      await deployRules(parts, report)
      await deployStorage(parts, report)
      await deployHttpAccess(parts, report)
    },
  }
  await deployWithMigrations(migrations, options, around, say)
  await deployPages(parts, report)
  await deployMessages(parts, report)
  const { tried, failed } = await smoke(parts)
  const owner = await offerOwner(parts, { anew: options.ownerCode === true }, report)
  say(
    report.changes() === 0
      ? 'Everything was there already: nothing was changed.'
      : `Deployed to ${parts.deployment.envId}.`,
  )
  say('\nWhat a person does, in this order, where it is not done:')
  for (const line of parts.left.lines()) say(line)
  if (owner) for (const line of ['', ...owner.lines]) say(line)
  if (failed.length === 0) return say(`\n✓ ${tried} of ${tried} trials of what the mall stands on`)
  throw new Error(
    ['', ...failed.map((line) => `✗ ${line}`), 'Deployed, but the mall would not work like this.'].join('\n'),
  )
}
