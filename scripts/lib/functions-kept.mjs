import fs from 'node:fs'
import path from 'node:path'
import { collect } from './collect.mjs'
import { buildFunctions } from './functions-build.mjs'
import { root } from './project.mjs'
import { stampOf } from './stamp.mjs'

const FOLDER = path.join(root, '.cache/functions')
/** What the bundles are made of, and by. */
const SOURCES = {
  paths: [
    ...['cloudfunctions', 'shared', 'cloudbaserc.json', 'tsconfig.json'],
    ...['functions-build', 'left-out', 'project'].map((name) => `scripts/lib/${name}.mjs`),
  ],
  packages: ['esbuild', '@cloudbase/node-sdk', 'wechatpay-node-v3', 'zod', 'dayjs'],
}
/** Folders that stay: somebody may still be running what was built a change or two ago. */
const KEPT = 4
const DAY_MS = 86_400_000

/**
 * The built functions of the sources as they are, built once for all who ask: test files, one after the other and at
 * once. Nobody changes or removes what lies there.
 * @returns the folder, which holds `<name>/index.js`
 */
export async function keptFunctions() {
  collect()
  let folder = folderOf()
  while (!fs.existsSync(folder)) {
    const built = await build(folder)
    // Sources that changed meanwhile are in what was built, or are not: it is of no stamp.
    const now = folderOf()
    if (now === folder) keep(built, folder)
    else fs.rmSync(built, { recursive: true })
    folder = now
  }
  const now = new Date()
  fs.utimesSync(folder, now, now)
  removeOldest()
  return folder
}

const folderOf = () => path.join(FOLDER, stampOf(SOURCES).slice(0, 16))

/** Beside, so that it is there whole or not at all. */
async function build(folder) {
  const beside = `${folder}.${process.pid}`
  await buildFunctions({ outdir: beside })
  return beside
}

function keep(beside, folder) {
  try {
    fs.renameSync(beside, folder)
  } catch (error) {
    // Another process was faster, with the same.
    fs.rmSync(beside, { recursive: true })
    if (!fs.existsSync(folder)) throw error
  }
}

function removeOldest() {
  const age = (name) => fs.statSync(path.join(FOLDER, name), { throwIfNoEntry: false })?.mtimeMs ?? 0
  // Which run of tests took which: see tests/support/functions.ts.
  for (const name of fs.readdirSync(FOLDER).filter((one) => one.startsWith('of.')))
    if (age(name) < Date.now() - DAY_MS) fs.rmSync(path.join(FOLDER, name), { force: true })
  const finished = fs.readdirSync(FOLDER).filter((name) => !name.includes('.'))
  for (const name of finished.sort((a, b) => age(b) - age(a)).slice(KEPT))
    fs.rmSync(path.join(FOLDER, name), { recursive: true, force: true })
}
