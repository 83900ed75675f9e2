import { createRequire } from 'node:module'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { collect } from './collect.mjs'
import { root } from './project.mjs'

/** What scripts/contract/baseline.ts exports: the contract as it is, and the comparison with the last release. */
export async function loadContract() {
  collect()
  const outfile = path.join(root, 'dist/contract.cjs')
  await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['scripts/contract/baseline.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    alias: { '@shared': path.join(root, 'shared') },
    logLevel: 'silent',
  })
  return createRequire(import.meta.url)(outfile)
}
