/** Bundles the cloud functions: `node scripts/build-functions.mjs [output folder]`. */
import path from 'node:path'
import { buildFunctions, removeOthers } from './lib/functions-build.mjs'
import { root } from './lib/project.mjs'

const outdir = path.resolve(process.argv[2] ?? path.join(root, 'dist/functions'))
const startedAt = performance.now()
try {
  removeOthers(outdir)
  for (const { name, bytes } of await buildFunctions({ outdir })) {
    console.log(`${(bytes / 1024).toFixed(0).padStart(6)} KB  ${name}`)
  }
  console.log(`✓ functions in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
} catch (error) {
  console.error(error.message)
  process.exit(1)
}
