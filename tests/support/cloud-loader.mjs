/**
 * Starts the bundle of `cloud-child.ts` compiled, if it was compiled before: fault tests kill the local cloud and start
 * it again hundreds of times. `node cloud-loader.mjs <bundle> <options as JSON>`.
 */

// The loader of the functions' workers; no index offers it, because it is loaded from the disk as it stands.
const { loadFunction } = await import(
  new URL('../../emulator/src/functions/worker/load-function.mjs', import.meta.url)
)
const [bundle, options] = process.argv.slice(2)
const { exports, keepCompiled } = loadFunction(bundle)
exports.run(JSON.parse(options), keepCompiled)
