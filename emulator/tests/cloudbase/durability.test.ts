import { fork, type ChildProcess } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import { seedOfProcess } from '../../src/random'
import { connect, type Database, type Transaction } from './sdk'

/** An acknowledged write survives `kill -9` of the server, and nothing is found half done. */
/** Inside the package, so that the bundle finds its packages. */
const root = resolve(__dirname, '../..')
let folder: string
let child: ChildProcess | undefined

beforeAll(async () => {
  // The SDK warns of calls which break off as if they were slow, long after.
  process.env['SILENCE'] = 'true'
  mkdirSync(join(root, '.cache'), { recursive: true })
  folder = mkdtempSync(join(root, '.cache/durability-'))
  await build({
    entryPoints: [join(root, 'src/cloudbase/index.ts')],
    outfile: join(folder, 'cloudbase.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
  })
  writeFileSync(
    join(folder, 'server.cjs'),
    `require('./cloudbase.cjs')
      .startCloudbaseServer({
        file: process.argv[2],
        indexes: [{ collection: 't', indexes: [{ IndexName: 'k', MgoKeySchema: { MgoIsUnique: true,
          MgoIndexKeys: [{ Name: 'k', Direction: '1' }] } }] }],
      })
      .then((server) => process.send(server.env))`,
  )
})
afterAll(() => {
  child?.kill('SIGKILL')
  rmSync(folder, { recursive: true })
})

async function start(): Promise<Database> {
  child = fork(join(folder, 'server.cjs'), [join(folder, 'shop.db')], {
    execArgv: [],
    env: { ...process.env, ...seedOfProcess() },
  })
  const env = await new Promise<Record<string, string>>((done) => child!.once('message', done as never))
  return connect({ env })
}

async function kill(): Promise<void> {
  const gone = new Promise((done) => child!.once('exit', done))
  child!.kill('SIGKILL')
  await gone
}

test('kill -9 in the midst of writes, three times', async () => {
  const acknowledged = new Set<string>()
  let increments = 0
  let started = 0
  for (let round = 0; round < 3; round++) {
    const db = await start()
    const t = db.collection('t')
    if (round === 0) await t.add({ _id: 'n', n: 0, k: 'n' })
    await expectIntact(db, acknowledged, increments, started)
    const enough = acknowledged.size + 60
    let done = () => {}
    const written = new Promise<void>((resolve) => (done = resolve))
    const writer = async (name: string): Promise<void> => {
      for (let i = 0; ; i++) {
        const id = `${round}-${name}-${i}`
        started++
        await t.doc('n').update({ n: db.command.inc(1) })
        increments++
        await db.runTransaction(async (transaction: Transaction) => {
          await transaction.collection('t').add({ _id: id, k: id })
          await transaction.collection('t').add({ _id: `${id}-twin`, k: `${id}-twin` })
        })
        acknowledged.add(id)
        if (acknowledged.size >= enough) done()
      }
    }
    const writers = ['a', 'b', 'c', 'd'].map((name) => writer(name).catch(() => undefined))
    // Or all of them have failed.
    await Promise.race([written, Promise.all(writers)])
    await kill()
    await Promise.all(writers)
  }
  await expectIntact(await start(), acknowledged, increments, started)
})

async function expectIntact(
  db: Database,
  acknowledged: ReadonlySet<string>,
  increments: number,
  started: number,
): Promise<void> {
  const t = db.collection('t')
  const ids = new Set<string>()
  for (let skip = 0; ; skip += 1000) {
    const { data } = await t.orderBy('_id', 'asc').skip(skip).limit(1000).get()
    for (const { _id } of data as { _id: string }[]) ids.add(_id)
    if (data.length < 1000) break
  }
  for (const id of acknowledged) expect(ids.has(id)).toBe(true)
  for (const id of ids)
    if (id !== 'n') expect(ids.has(id.endsWith('-twin') ? id.slice(0, -5) : `${id}-twin`)).toBe(true)
  // The indexes agree with the documents.
  expect((await t.where({ k: db.command.gte('') }).count()).total).toBe(ids.size)
  const [{ n }] = (await t.doc('n').get()).data as [{ n: number }]
  expect(n).toBeGreaterThanOrEqual(increments)
  expect(n).toBeLessThanOrEqual(started)
}
