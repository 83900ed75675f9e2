import { spawn } from 'node:child_process'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { root } from '../scripts/lib/project.mjs'

/** Where the benchmarks are bundled to; their data lives beside it while they run. */
export const outdir = path.join(root, '.cache/bench')

/** Bundles entry points of `bench/` to `.cjs` files in the same place below `outdir`. */
export function bundle(entryPoints) {
  return esbuild.build({
    absWorkingDir: root,
    entryPoints: entryPoints.map((name) => path.join('bench', name)),
    outbase: 'bench',
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
  })
}

/** Runs a bundled file with this process's arguments, and ends as it ends. */
export function run(file) {
  const child = spawn(process.execPath, [path.join(outdir, file), ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}
