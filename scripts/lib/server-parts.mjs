import { createRequire } from 'node:module'
import path from 'node:path'
import * as esbuild from 'esbuild'
import { collect } from './collect.mjs'
import { root } from './project.mjs'

const loaded = new Map()

/**
 * Parts of the server, bundled and loaded, so that scripts do what the functions do and nothing a second time;
 * built once a process.
 *
 * @param name of the bundle in `dist/`
 * @param contents lines such as `export { readConfig } from './cloudfunctions/platform/config'`
 */
export function loadServerParts(name, contents) {
  if (!loaded.has(name)) loaded.set(name, build(name, contents))
  return loaded.get(name)
}

async function build(name, contents) {
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
