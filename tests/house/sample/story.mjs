/** What a member sees of the sample on the functions that were built with it; runs in the copy of the repository. */
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const root = process.cwd()
const { loadLocalCloud } = await import(pathToFileURL(path.join(root, 'scripts/lib/local-build.mjs')).href)
const { startLocalCloud } = await loadLocalCloud()
const cloud = await startLocalCloud({
  functionsDir: path.join(root, 'dist/functions'),
  clockStandsAt: 1795233600000,
})
const none = await cloud.call('buyer', 'storefront/note.get', {})
const saved = await cloud.call('buyer', 'storefront/note.save', { words: '明前龙井' })
await cloud.advance(2 * 60_000)
const looked = await cloud.call('buyer', 'storefront/note.get', {})
console.log(JSON.stringify({ none, saved, looked }))
await cloud.close()
process.exit(0)
