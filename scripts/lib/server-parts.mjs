import { createRequire } from 'node:module'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { collect } from './collect.mjs'
import { root } from './project.mjs'

/**
 * Parts of the server, bundled and loaded, so that scripts do what the functions do and nothing a second time.
 *
 * @param name of the bundle in `dist/`
 * @param contents lines such as `export { readConfig } from './cloudfunctions/platform/config'`
 */
export async function loadServerParts(name, contents) {
  collect()
  const outfile = path.join(root, 'dist', `${name}.cjs`)
  await esbuild.build({
    absWorkingDir: root,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    logLevel: 'silent',
  })
  return createRequire(import.meta.url)(outfile)
}
