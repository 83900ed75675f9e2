/**
 * `npm run bench [-- --quick] [--only trips,cpu,purchases,browse,flash] [--seconds 10] [--against <functions>]`:
 * bundles the functions, the local cloud and the load, and measures. See docs/performance.md.
 */
import path from 'node:path'
import { buildFunctions } from '../scripts/lib/functions-build.mjs'
import { bundle, outdir, run } from './bundle.mjs'

process.stdout.write('· bundling…')
await Promise.all([
  buildFunctions({ outdir: path.join(outdir, 'functions') }),
  bundle(['load.ts', 'shop.ts']),
])
console.log(' done')
run('load.cjs')
