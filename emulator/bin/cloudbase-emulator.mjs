#!/usr/bin/env node
/**
 * `cloudbase-emulator`: bundles its own source, which takes a moment, and runs it. Nothing is built at install and
 * nothing is written: the bundle lives in memory, and its packages are found from here.
 */
import Module, { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { Script } from 'node:vm'
import { build } from 'esbuild'

const source = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../src/server')
const entry = path.join(source, 'cli.ts')

const { outputFiles } = await build({
  entryPoints: [entry],
  bundle: true,
  write: false,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  packages: 'external',
  sourcemap: 'inline',
  sourcesContent: false,
  outfile: path.join(source, 'cli.cjs'),
  logLevel: 'error',
})
const module = { exports: {} }
const run = new Script(Module.wrap(outputFiles[0].text), { filename: entry }).runInThisContext()
run(module.exports, createRequire(entry), module, entry, source)
await module.exports.main(process.argv.slice(2))
