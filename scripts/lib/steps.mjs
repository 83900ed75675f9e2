/**
 * Runs commands in lanes side by side and tells how each ended: what takes long is begun first and waits for nothing
 * that it does not need. A lane runs its steps one after another and goes on after one that failed, unless the next
 * one needs it.
 */
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { root } from './project.mjs'

/**
 * @typedef {object} Step
 * @property {string} name
 * @property {string} command program and arguments, without a shell
 * @property {string[]} [needs] names of steps; when one of them failed this one is left out
 * @property {Record<string, string>} [env]
 * @property {boolean} [shown] what it prints is seen at once; of the others only what failed is
 */

const LOGS = path.join(root, '.cache/steps')
const seconds = (from) => `${((Date.now() - from) / 1000).toFixed(0)} s`

/** @param {Step[][]} lanes @returns whether all went well, and the time of each, ms */
export async function runLanes(lanes) {
  fs.mkdirSync(LOGS, { recursive: true })
  const begun = Date.now()
  const outcomes = new Map()
  const ended = new Map(lanes.flat().map(({ name }) => [name, deferred()]))

  async function runStep(step) {
    const needed = await Promise.all((step.needs ?? []).map((name) => ended.get(name).promise))
    if (needed.includes(false)) return finish(step, false, 0, `· ${step.name}: left out`)
    const at = Date.now()
    console.log(`· ${step.name}…`)
    const { ok, said } = await spawned(step)
    if (!ok && !step.shown) console.log(said)
    finish(step, ok, Date.now() - at, `${ok ? '✓' : '✗'} ${step.name}, ${seconds(at)}`)
  }
  function finish({ name }, ok, ms, line) {
    console.log(line)
    outcomes.set(name, { ok, ms })
    ended.get(name).resolve(ok)
  }

  await Promise.all(
    lanes.map(async (lane) => {
      for (const step of lane) await runStep(step)
    }),
  )
  const failed = [...outcomes].filter(([, { ok }]) => !ok).map(([name]) => name)
  console.log(failed.length > 0 ? `✗ ${failed.join(', ')}` : `✓ everything, ${seconds(begun)}`)
  return { ok: failed.length === 0, outcomes }
}

const programOf = (name) => {
  if (name === 'node') return process.execPath
  return name === 'npm' ? name : path.join(root, 'node_modules/.bin', name)
}

/** Runs a step; what it says goes into a log as well. */
function spawned({ name, command, env, shown }) {
  const [program, ...args] = command.split(' ')
  const log = fs.createWriteStream(path.join(LOGS, `${name.replace(/\W+/g, '-')}.log`))
  return new Promise((resolve) => {
    const child = spawn(programOf(program), args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const parts = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (part) => {
        log.write(part)
        if (shown) process.stdout.write(part)
        else parts.push(part)
      })
    }
    child.on('error', (error) => resolve({ ok: false, said: String(error) }))
    child.on('close', (code) => {
      log.end()
      resolve({ ok: code === 0, said: Buffer.concat(parts).toString() })
    })
  })
}

function deferred() {
  let resolve
  const promise = new Promise((done) => (resolve = done))
  return { promise, resolve }
}
