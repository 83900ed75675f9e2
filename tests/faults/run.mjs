/**
 * `npm run test:faults [-- --only single,pairs,long] [--flows pay,refund] [--seed 7] [--pairs 2500] [--steps 10000]
 * [--lanes 2] [--together 1] [--case '…']`: bundles the functions and the harness, and runs it. See docs/faults.md.
 */
import { spawn } from 'node:child_process'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { keptFunctions } from '../../scripts/lib/functions-kept.mjs'
import { root } from '../../scripts/lib/project.mjs'

const outdir = path.join(root, '.cache/faults')
const script = path.join(outdir, 'cli.cjs')

const [functionsDir] = await Promise.all([
  keptFunctions(),
  esbuild.build({
    absWorkingDir: root,
    entryPoints: ['tests/faults/cli.ts'],
    outfile: script,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'warning',
  }),
])
const child = spawn(
  process.execPath,
  ['--enable-source-maps', script, '--functions', functionsDir, ...process.argv.slice(2)],
  { stdio: 'inherit', cwd: root },
)
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
