import { createRequire } from 'node:module'
import path from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import * as esbuild from 'esbuild'
import { collect } from './collect.mjs'
import { root } from './project.mjs'

/** The server's own files on migrations, bundled and loaded. */
async function loadServer() {
  collect()
  const outfile = path.join(root, 'dist/migrations.cjs')
  const contents = `
    export { migrations } from './cloudfunctions/collected/migrations'
    export { rawDatabase } from './cloudfunctions/platform/database'
    export { previewMigrations, runMigrations } from './cloudfunctions/platform/migrate'`
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

/**
 * The migrations of an environment. `migrations` are others than those of the repository.
 * @returns `preview()`: counts, and changes nothing; `run('before' | 'after')` the new functions
 */
export async function openMigrations({ envId, secretId, secretKey, proxy }, migrations) {
  const server = await loadServer()
  const app = cloudbase.init({ env: envId, secretId, secretKey, proxy, timeout: 60_000 })
  const run = {
    db: server.rawDatabase(app.database()),
    migrations: migrations ?? server.migrations,
    now: Date.now,
  }
  return {
    preview: () => server.previewMigrations(run),
    run: (phase) => server.runMigrations(run, phase),
  }
}

/** One line a migration: `0001-what (orders): 120 of 450 documents change. What it does`. */
export function countsInWords(counts) {
  if (counts.length === 0) return ['migrations: none is pending']
  return counts.map(
    ({ id, collection, what, documents, changes }) =>
      `${id} (${collection}): ${changes} of ${documents} documents change. ${what}`,
  )
}

/**
 * Deploys around the migrations: counts first; `deploy` (database, then functions) between what runs before and after
 * the new functions.
 *
 * @throws Error when documents have to change and `migrate` does not say that they may
 */
export async function deployWithMigrations(migrations, { migrate, dryRun }, { database, functions }, say) {
  const counts = await migrations.preview()
  for (const line of countsInWords(counts)) say(line)
  if (dryRun) return
  if (counts.some(({ documents }) => documents > 0) && !migrate) {
    throw new Error(
      'Documents stand in an older shape. Look with `npm run deploy -- --dry-run`, then `npm run deploy -- --migrate`.',
    )
  }
  // A unique index stands only when its field is in all documents: a migration may have to bring it.
  await database({ uniques: counts.length === 0 })
  for (const { id, documents } of await migrations.run('before')) say(`${id}: brought ${documents} over`)
  if (counts.length > 0) await database({ uniques: true })
  await functions()
  for (const { id, documents } of await migrations.run('after'))
    say(`${id}: done, ${documents} more brought over`)
}
