/**
 * Brings the database to what the domains declare (`x.collections.ts`): collections that are missing, indexes that are
 * missing, and no access for clients. Never drops anything: an index too many, and one of other fields, is reported.
 * Without `uniques` such indexes of collections that are there wait for their migration.
 */
export async function deployDatabase(parts, report, { uniques = true } = {}) {
  const { account, server, deployment, patienceMs } = parts
  const names = await collectionNames(account)
  for (const { collection, indexes } of server.indexes) {
    const isNew = !names.has(collection)
    if (isNew) await create(account, collection)
    const standing = isNew ? [] : await indexesOf(account, collection)
    const present = new Set(standing.map(({ Name }) => Name))
    const missing = indexes.filter(
      ({ IndexName, MgoKeySchema }) =>
        !present.has(IndexName) && (uniques || isNew || !MgoKeySchema.MgoIsUnique),
    )
    if (missing.length > 0) {
      await account.patiently(() =>
        account.app.database.updateCollection(collection, { CreateIndexes: missing }),
      )
      await built(account, collection, missing, patienceMs)
    }
    const closed = await close(account, collection, deployment)
    const wanted = new Set(indexes.map(({ IndexName }) => IndexName))
    const extra = [...present].filter((name) => !wanted.has(name) && !/^_id/.test(name))
    const other = standing.filter((one) => indexes.some((declared) => isOther(one, declared)))
    const done = [
      ...(isNew ? ['created'] : []),
      ...(missing.length > 0 ? [`${missing.length} index(es) added`] : []),
      ...(closed && !isNew ? ['closed to clients'] : []),
    ]
    const notes = [
      ...(extra.length > 0 ? [`not declared: ${extra.join(', ')}`] : []),
      ...(other.length > 0 ? [`not as declared: ${other.map(({ Name }) => Name).join(', ')}`] : []),
    ]
    if (done.length > 0) report.changed(`${collection}: ${[...done, ...notes].join('; ')}`)
    else if (notes.length > 0) report.note(`${collection}: ${notes.join('; ')}`)
  }
}

const PAGE = 100

async function collectionNames({ app }) {
  const names = new Set()
  for (let offset = 0; ; offset += PAGE) {
    const { Collections = [] } = await app.database.listCollections({ MgoLimit: PAGE, MgoOffset: offset })
    for (const { CollectionName } of Collections) names.add(CollectionName)
    if (Collections.length < PAGE) return names
  }
}

async function create({ app, patiently }, collection) {
  try {
    await patiently(() => app.database.createCollection(collection))
  } catch (error) {
    // Somebody else deploys, or the list was older than the collection.
    if (error.code !== 'ResourceUnavailable.ResourceExist') throw error
  }
}

const indexesOf = async ({ app }, collection) => {
  const { Indexes } = await app.database.describeCollection(collection)
  return Indexes ?? []
}

/**
 * Waits until the indexes are there: the cloud answers before it has built them, and one that cannot be built is told
 * by nobody.
 */
async function built(account, collection, wanted, patienceMs) {
  const until = Date.now() + patienceMs
  for (let pauseMs = 100; ; pauseMs *= 2) {
    const there = new Set((await indexesOf(account, collection)).map(({ Name }) => Name))
    const lost = wanted.filter(({ IndexName }) => !there.has(IndexName)).map(({ IndexName }) => IndexName)
    if (lost.length === 0) return
    if (Date.now() + pauseMs > until)
      throw new Error(
        `${collection}: the index(es) ${lost.join(', ')} were not built. A large collection takes its time; a unique one needs documents that differ: look in DevTools → 云开发 → 数据库, and deploy again.`,
      )
    await new Promise((resolve) => setTimeout(resolve, pauseMs))
  }
}

/** @returns whether it was open */
async function close({ call }, CollectionName, { envId: EnvId, appId: WxAppId }) {
  const about = { EnvId, CollectionName, WxAppId }
  const { AclTag } = await call('tcb', 'DescribeDatabaseACL', about)
  if (AclTag === 'ADMINONLY') return false
  await call('tcb', 'ModifyDatabaseACL', { ...about, AclTag: 'ADMINONLY' })
  return true
}

/** An index of a declared name that has other fields, or is unique when the declared one is not. */
function isOther({ Name, Keys = [], Unique }, { IndexName, MgoKeySchema }) {
  const words = (keys) => keys.map((key) => `${key.Name} ${key.Direction}`).join()
  if (Name !== IndexName) return false
  return words(Keys) !== words(MgoKeySchema.MgoIndexKeys) || Boolean(Unique) !== MgoKeySchema.MgoIsUnique
}
