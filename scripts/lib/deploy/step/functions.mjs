import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { isMissing } from '../account.mjs'
import { readManifest } from '../manifest.mjs'
import { variablesFor } from '../variables.mjs'

/** How long a function may take to become what it was made. */
const PATIENCE_MS = 300_000

/**
 * Uploads the functions of which code, settings or variables differ from what is there, and makes their timers. What
 * code a function has stands in its description, written after the code, so that a run that dies is taken up.
 *
 * @throws when one does not come up, or its timer is not there afterwards
 */
export async function deployFunctions(parts, report) {
  const ended = await Promise.allSettled(readManifest().map((one) => deployOne(parts, one, report)))
  const failed = ended.find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
}

async function deployOne({ account, server, deployment, functionsDir }, manifest, report) {
  const { name, triggers = [], path: _, ...rest } = manifest
  const { functions } = account.app
  const code = createHash('sha256')
    .update(fs.readFileSync(path.join(functionsDir, name, 'index.js')))
    .digest('hex')
  const wanted = {
    ...rest,
    name,
    description: `code ${code.slice(0, 32)}`,
    envVariables: variablesFor(name, server, deployment),
  }
  const upload = { func: wanted, functionRootPath: functionsDir, deployMode: 'zip' }
  let there = await detailOf(account, name)
  if (there?.Status === 'CreateFailed') {
    // What a run before has left. manager-node would first ask for its paths by calls that newer environments lack.
    await account.call('scf', 'DeleteFunction', { FunctionName: name, Namespace: deployment.envId })
    there = undefined
  }
  if (!there) {
    await functions.createFunction(upload)
    report.changed(`function ${name}: created`)
  } else {
    if (there.Runtime !== undefined && there.Runtime !== wanted.runtime)
      throw new Error(`the function ${name} runs on ${there.Runtime}; see npm run deploy -- --check`)
    const done = []
    if (there.Description !== wanted.description || there.Handler !== wanted.handler) {
      await functions.updateFunctionCode(upload)
      await active(account, name)
      done.push('code')
    }
    const differing = settingsThatDiffer(there, wanted)
    if (done.length > 0 || differing.length > 0) {
      await account.patiently(() => functions.updateFunctionConfig(wanted))
      report.changed(`function ${name}: ${[...done, ...differing].join(', ')} updated`)
    }
  }
  await active(account, name)
  await deployTimers(account, name, triggers, report)
}

async function detailOf({ app }, name) {
  try {
    return await app.functions.getFunctionDetail(name)
  } catch (error) {
    if (isMissing(error)) return undefined
    throw error
  }
}

function settingsThatDiffer(there, wanted) {
  const variables = Object.fromEntries(
    (there.Environment?.Variables ?? []).map(({ Key, Value }) => [Key, Value]),
  )
  const names = new Set([...Object.keys(variables), ...Object.keys(wanted.envVariables)])
  const changed = [...names].filter((name) => variables[name] !== wanted.envVariables[name])
  return [
    ...(there.Timeout === wanted.timeout ? [] : ['time-out']),
    ...(there.MemorySize === wanted.memorySize ? [] : ['memory']),
    // Their names only.
    ...changed.sort(),
  ]
}

/** @throws what Tencent says of a function that does not come up */
async function active(account, name) {
  const until = Date.now() + PATIENCE_MS
  for (let { pauseMs } = account; ; pauseMs = Math.min(pauseMs * 2, 2_000)) {
    const { Status, StatusDesc, StatusReasons } = await account.app.functions.getFunctionDetail(name)
    if (Status === 'Active') return
    if (!['Creating', 'Updating', 'Publishing'].includes(Status) || Date.now() > until) {
      const reasons = (StatusReasons ?? []).map(
        ({ ErrorCode, ErrorMessage }) => `${ErrorCode} ${ErrorMessage}`,
      )
      throw new Error(
        `the function ${name} is ${Status}: ${[StatusDesc, ...reasons].filter(Boolean).join('; ')}`,
      )
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** A timer as the cloud tells it: its time may stand in JSON. */
const isAs =
  ({ config }) =>
  (one) =>
    one.TriggerDesc === config || String(one.TriggerDesc ?? '').includes(`"${config}"`)
const isOn = ({ Enable }) => Enable === undefined || Enable === 1 || Enable === true || Enable === 'OPEN'

async function deployTimers(account, name, triggers, report) {
  const { functions } = account.app
  const timers = async () => (await functions.getFunctionDetail(name)).Triggers ?? []
  const standing = await timers()
  const lacks = (all, one) => !all.some((it) => it.TriggerName === one.name && isAs(one)(it) && isOn(it))
  // A trigger that the manifest no longer has would go on for ever.
  const over = standing.filter(
    (it) => !triggers.some((one) => one.name === it.TriggerName && !lacks(standing, one)),
  )
  for (const { TriggerName } of over) {
    await account.patiently(() => functions.deleteFunctionTrigger(name, TriggerName))
    report.changed(`timer ${TriggerName} of ${name}: taken away`)
  }
  const missing = triggers.filter((one) => lacks(standing, one))
  if (missing.length === 0) return
  await account.patiently(() => functions.createFunctionTriggers(name, missing))
  const made = await timers()
  const lost = missing.filter((one) => lacks(made, one))
  if (lost.length > 0)
    throw new Error(
      `the timer ${lost.map((one) => one.name).join(', ')} of ${name} was not made: without it nothing is settled, closed or repaired. Deploy again.`,
    )
  report.changed(`timer ${missing.map((one) => one.name).join(', ')} of ${name}: made`)
}
