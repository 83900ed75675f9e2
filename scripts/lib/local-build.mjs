import path from 'node:path'
import { createRequire } from 'node:module'
import * as esbuild from 'esbuild'
import { collect } from './collect.mjs'
import { root } from './project.mjs'

/** Bundles the local cloud and loads it. Packages stay outside: one of them is native. */
export async function loadLocalCloud() {
  collect()
  const outfile = path.join(root, 'dist/local/index.cjs')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['local/index.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    logLevel: 'silent',
  })
  return createRequire(import.meta.url)(outfile)
}
