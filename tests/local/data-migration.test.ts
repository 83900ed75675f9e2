import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineMigration } from '../../cloudfunctions/platform/migration'
import { startLocalCloud, StartError } from '../../local'
import { loose } from './loose'

/** A data folder of an older release is brought over when the local cloud opens it. */

const size = defineMigration<{ lines: number }>({
  id: '0001-size',
  collection: 'carts',
  version: 2,
  what: 'lines are a size',
  reads: ['lines'],
  change({ lines }) {
    if (lines === 13) throw new Error('a cart of 13')
    return { set: { size: lines } }
  },
})

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'banyan-older-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function olderShop(lines: number): Promise<void> {
  const cloud = await startLocalCloud({ dataDir: folder, migrations: [] })
  await cloud.db.insert('carts', { _id: 'a', items: {}, lines })
  await cloud.close()
}

test('[DATA-5] once, also when it is opened again', async () => {
  await olderShop(2)
  const migrated = await startLocalCloud({ dataDir: folder, migrations: [size] })
  expect(await migrated.db.get('carts', 'a')).toEqual({ _id: 'a', items: {}, lines: 2, size: 2 })
  await loose(migrated.db).change('carts', { _id: 'a' }, { size: 5 })
  await migrated.close()
  const again = await startLocalCloud({ dataDir: folder, migrations: [size] })
  expect(await again.db.get('carts', 'a')).toMatchObject({ size: 5 })
  expect(await again.db.find('migrations', { where: {}, limit: 10 })).toEqual([
    expect.objectContaining({ _id: '0001-size', phase: 'done' }),
  ])
  await again.close()
})

test('one that cannot be brought over does not start, says so, and is left as it was', async () => {
  await olderShop(13)
  await expect(startLocalCloud({ dataDir: folder, migrations: [size] })).rejects.toThrow(StartError)
  const as = await startLocalCloud({ dataDir: folder, migrations: [] })
  expect(await as.db.get('carts', 'a')).toEqual({ _id: 'a', items: {}, lines: 13 })
  await as.close()
})
