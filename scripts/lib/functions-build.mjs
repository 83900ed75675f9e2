import fs from 'node:fs'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { collect } from './collect.mjs'
import { leftOut } from './left-out.mjs'
import { functionNames, root } from './project.mjs'

/** Modules of the SDK in whose place stands a leaner one of ours that does the same; each file says what it saves. */
const LEANER = [
  [/^@cloudbase\/signature-nodejs$/, 'cloudbase-signature'],
  [/^\.\.\/utils\/tcbdbapirequester$/, 'cloudbase-requests'],
  [/^bson$/, 'cloudbase-ejson'],
]
const leaner = {
  name: 'leaner',
  setup(build) {
    for (const [filter, name] of LEANER) {
      const file = path.join(root, `cloudfunctions/platform/${name}.ts`)
      build.onResolve({ filter }, () => ({ path: file }))
    }
  },
}

/** `main(event, context)` of each function, one file each with everything in it. */
function options({ outdir, minify }) {
  const names = functionNames()
  return {
    absWorkingDir: root,
    entryPoints: Object.fromEntries(
      names.map((name) => [`${name}/index`, `cloudfunctions/${name}/index.ts`]),
    ),
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Names stay: a log's stack is read by people.
    minifyWhitespace: minify,
    minifySyntax: minify,
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    plugins: [leftOut, leaner],
  }
}

/** Builds all functions. @returns the size of each in bytes. @throws esbuild's failure, formatted */
export async function buildFunctions({ outdir = path.join(root, 'dist/functions'), minify = true } = {}) {
  collect()
  const { metafile } = await esbuild.build(options({ outdir, minify })).catch(rethrowReadable)
  return sizes(metafile)
}

/** Builds now and after each change; `onBuilt` hears sizes or the error. @returns stops watching */
export async function watchFunctions({ outdir = path.join(root, 'dist/functions'), onBuilt }) {
  collect()
  const report = {
    name: 'report',
    setup(build) {
      build.onEnd(async ({ errors, metafile }) => {
        if (errors.length > 0) onBuilt(undefined, await readable(errors))
        else onBuilt(sizes(metafile))
      })
    },
  }
  const context = await esbuild.context({
    ...options({ outdir, minify: false }),
    plugins: [leftOut, leaner, report],
  })
  await context.watch()
  return () => context.dispose()
}

/** Removes functions that no longer exist. What is there stays until it is overwritten: somebody may be running it. */
export function removeOthers(outdir) {
  const names = new Set(functionNames())
  for (const entry of fs.existsSync(outdir) ? fs.readdirSync(outdir) : []) {
    if (!names.has(entry)) fs.rmSync(path.join(outdir, entry), { recursive: true, force: true })
  }
}

function sizes(metafile) {
  return Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('index.js'))
    .map(([file, { bytes }]) => ({ name: path.basename(path.dirname(file)), bytes }))
}

async function readable(errors) {
  return (await esbuild.formatMessages(errors, { kind: 'error', color: process.stdout.isTTY })).join('\n')
}

async function rethrowReadable(error) {
  throw error.errors ? new Error(await readable(error.errors)) : error
}
