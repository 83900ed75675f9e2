/**
 * `npm run bench [-- --quick] [--only purchases,browse,flash,trips,books] [--seconds 10] [--keep]`: bundles the
 * functions, the local cloud and the load, and measures. See docs/performance.md.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { buildFunctions } from '../scripts/lib/functions-build.mjs'
import { root } from '../scripts/lib/project.mjs'

const outdir = path.join(root, '.cache/bench')

process.stdout.write('· bundling…')
await Promise.all([
  buildFunctions({ outdir: path.join(outdir, 'functions') }),
  esbuild.build({
    absWorkingDir: root,
    entryPoints: ['bench/load.ts', 'bench/shop.ts'],
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  }),
])
console.log(' done')
const load = spawn(process.execPath, [path.join(outdir, 'load.cjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
})
load.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
