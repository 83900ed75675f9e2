/**
 * The migrations of an environment over the SDK's database. `personal`: for what they seal.
 * `migrations` are others than those of the repository.
 * @returns `preview()`: counts, and changes nothing; `run('before' | 'after')` the new functions
 */
export function openMigrations(server, sdk, personal, migrations = server.migrations) {
  const run = { db: server.rawDatabase(sdk), migrations, personal, now: Date.now }
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
