import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClock } from '../../src/base'
import { Engine } from '../../src/cloudbase'

/** A disk that fills up: what was acknowledged stays, what was not is refused, and the server goes on. */
const folder = mkdtempSync(join(tmpdir(), 'full-disk-'))
const file = join(folder, 'database.db')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const open = (): Engine => new Engine({ file, clock: createClock() })

const insert = (engine: Engine, id: string) =>
  engine.submit({
    action: 'database.insertDocument',
    collectionName: 't',
    data: [JSON.stringify({ _id: id, text: 'x'.repeat(5_000) })],
  })

async function idsOf(engine: Engine): Promise<string[]> {
  const { answer } = await engine.submit({ action: 'database.getDocument', collectionName: 't', limit: 1000 })
  const { list } = answer['data'] as { list: string[] }
  return list.map((text) => (JSON.parse(text) as { _id: string })._id)
}

test('writes are refused while the disk is full, reads go on, and room makes it well again', async () => {
  let engine = open()
  engine.ensureCollections([{ collection: 't', indexes: [] }])
  // SQLite says SQLITE_FULL beyond so many pages, as it does when the disk has no room.
  engine.store.db.exec('PRAGMA max_page_count = 60')
  const acknowledged: string[] = []
  let refused = 0
  for (let round = 0; refused < 5; round++) {
    // Several come together and share a commit.
    const ids = [`${round}a`, `${round}b`, `${round}c`]
    const results = await Promise.allSettled(ids.map((id) => insert(engine, id)))
    results.forEach((result, at) => {
      if (result.status === 'fulfilled') return void acknowledged.push(ids[at]!)
      refused++
      expect(String(result.reason)).toContain('full')
    })
  }
  expect(acknowledged.length).toBeGreaterThan(10)
  expect((await idsOf(engine)).sort()).toEqual(acknowledged.sort())

  // Closing neither fails nor loses anything for want of room.
  engine.close()
  engine = open()
  expect((await idsOf(engine)).sort()).toEqual(acknowledged)
  await insert(engine, 'after')
  engine.close()
  const again = open()
  expect((await idsOf(again)).sort()).toEqual([...acknowledged, 'after'].sort())
  again.close()
})
