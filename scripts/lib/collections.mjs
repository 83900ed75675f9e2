import { createRequire } from 'node:module'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { collect } from './collect.mjs'
import { root } from './project.mjs'

/** The collections with their indexes, as CloudBase's API takes them, from what the domains declare. */
export async function loadCollections() {
  collect()
  const outfile = path.join(root, 'dist/collections.cjs')
  const contents = `
    import { collections } from './cloudfunctions/collected/collections'
    import { indexesOf } from './cloudfunctions/platform/collections'
    export const all = indexesOf(collections)`
  await esbuild.build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'silent',
  })
  return createRequire(import.meta.url)(outfile).all
}
