import { execFile, fork, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { startLocalCloud } from '../../local'
import { collections } from '../../cloudfunctions/collected/collections'
import { readPersonalKey } from '../../cloudfunctions/platform/personal'
import { LOCAL_PERSONAL_KEY } from '../../local/personal'
import type { CollectionName } from '../../cloudfunctions/platform/collections'

/** A whole shop in a file, and back: by the command, over data folders of the local cloud. */

const [EXPORT = '', IMPORT = '', VERIFY = ''] = 'export import verify'.split(' ')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-data-'))
const at = (name: string) => path.join(folder, name)
const file = at('shop.jsonl')
let worker: ChildProcess | undefined
afterAll(() => {
  worker?.kill()
  fs.rmSync(folder, { recursive: true, force: true })
})

/** Why each of these files is refused, in one process. */
function checked(versions: object, files: readonly string[]): Promise<string> {
  const script = `
    import { checkFile } from './scripts/lib/data/file.mjs'
    const [versions, files] = process.argv.slice(1).map((text) => JSON.parse(text))
    const refusal = (file) => checkFile(file, versions).then(() => 'taken', ({ message }) => message)
    console.log(JSON.stringify(await Promise.all(files.map(refusal))))`
  const args = ['--input-type=module', '-e', script, '--', JSON.stringify(versions), JSON.stringify(files)]
  return new Promise((resolve, reject) =>
    execFile(process.execPath, args, (error, stdout) => (error ? reject(error) : resolve(stdout))),
  )
}

interface Done {
  code: number | null
  output: string
}

/** What `npm run data` does, without starting a process and building anew each time. */
async function data(...args: string[]): Promise<Done> {
  const env = { PATH: process.env['PATH'] ?? '' } as unknown as NodeJS.ProcessEnv
  worker ??= fork(path.join(__dirname, 'data-worker.mjs'), { env, execArgv: [] })
  worker.send(args)
  const [done] = (await once(worker, 'message')) as [Done]
  return done
}

/** The command itself. */
function command(...args: string[]): Promise<Done> {
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] ?? '' } as unknown as NodeJS.ProcessEnv
    const child = spawn(process.execPath, ['scripts/data.mjs', ...args], { env })
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
    child.on('close', (code) => resolve({ code, output }))
  })
}

const lines = () => fs.readFileSync(file, 'utf8').trimEnd().split('\n')
/** The file with some lines changed, under another name. */
function changed(change: (all: string[]) => string[], as: string): string {
  const name = at(as)
  fs.writeFileSync(name, change(lines()).join('\n') + '\n')
  return name
}
const inShop = async <T>(
  name: string,
  look: (cloud: Awaited<ReturnType<typeof startLocalCloud>>) => Promise<T>,
) => {
  const cloud = await startLocalCloud({ dataDir: at(name), timers: false })
  try {
    return await look(cloud)
  } finally {
    await cloud.close()
  }
}
const countsOf = (name: string) =>
  inShop(name, async ({ db }) => {
    const counts: Record<string, number> = {}
    for (const one of Object.keys(collections) as CollectionName[]) counts[one] = await db.count(one, {})
    return counts
  })

beforeAll(async () => {
  const demo = await startLocalCloud({ dataDir: at('demo'), demo: true, timers: false })
  await demo.close()
}, 300_000)

test('[DATA-12] a shop is written into a file and comes back as it was', async () => {
  const keys = `values of personal data are sealed with the key ${readPersonalKey(LOCAL_PERSONAL_KEY).id}`
  expect(await command(EXPORT, file, '--data', at('demo'))).toEqual({
    code: 0,
    output: expect.stringMatching(new RegExp(`[1-9]\\d+ ${keys}`)),
  })
  // As they are stored: nobody reads a name in it.
  expect(lines().join()).not.toMatch(/13812346207|13957120318|石青禾/)
  expect(lines().length).toBeGreaterThan(500)
  expect(fs.statSync(file).mode & 0o077).toBe(0)
  const imported = await data(IMPORT, file, '--data', at('copy'))
  expect(imported).toEqual({ code: 0, output: expect.stringContaining('documents written') })
  expect(await command(VERIFY, file, '--data', at('copy'))).toEqual({
    code: 0,
    output: expect.stringContaining(keys),
  })
  const { tokens: _, jobs: __, migrations: ___, ...counts } = await countsOf('copy')
  expect(await countsOf('demo')).toMatchObject(counts)
  expect(counts['orders']).toBeGreaterThan(50)
})

test('[DATA-12] twice is once, one that died is continued, and a shop of its own is left alone', async () => {
  expect((await data(IMPORT, file, '--data', at('copy'))).output).toContain('nothing had to be written')
  await inShop('copy', async ({ db }) => {
    await db.remove('orders', { _id: db._.gt('5') })
    await db.remove('settings', {})
  })
  expect(await data(IMPORT, file, '--data', at('copy'))).toMatchObject({ code: 0 })
  const refusal = async () => {
    const before = await countsOf('copy')
    const { code, output } = await data(IMPORT, file, '--data', at('copy'))
    expect(await countsOf('copy')).toEqual(before)
    expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('nothing was written') })
    return output
  }
  await inShop('copy', async ({ db }) => {
    await db.remove('carts', {})
    await db.insert('staff', { _id: 'o_other', name: '别人', owner: true, permissions: [] })
  })
  expect(await refusal()).toContain('1 only in the shop: staff/o_other')
  await inShop('copy', async ({ db }) => {
    await db.remove('staff', { _id: 'o_other' })
    await db.change('settings', { _id: 'shop' }, { name: '别的店' })
  })
  expect(await refusal()).toContain('1 not the same in both: settings/shop')
  expect((await data(VERIFY, file, '--data', at('copy'))).code).toBe(1)
})

test('[DATA-12] a shop that is only begun gives way, one that somebody has come to does not', async () => {
  const begun = await startLocalCloud({ dataDir: at('begun'), empty: true, timers: false })
  await begun.ownerCode()
  await begun.close()
  expect(await data(IMPORT, file, '--data', at('begun'))).toMatchObject({ code: 0 })
  expect(await data(VERIFY, file, '--data', at('begun'))).toMatchObject({ code: 0 })
  expect(await countsOf('begun')).toMatchObject({ settings: 1, ownerCodes: 0 })
  const named = await startLocalCloud({ dataDir: at('named'), empty: true, timers: false })
  await named.db.change('settings', { _id: 'shop' }, { name: '林家小铺', settingsVersion: 1 })
  await named.close()
  const refused = await data(IMPORT, file, '--data', at('named'))
  expect(refused).toEqual({ code: 1, output: expect.stringContaining('not the same in both: settings/shop') })
  expect(await countsOf('named')).toMatchObject({ settings: 1, orders: 0 })
})

test('[DATA-12] nothing that somebody has changed is taken for what a deployment leaves, nor is a shop with an owner', async () => {
  const own = at('own.jsonl')
  const owner = { _id: 'o_owner', name: '店主', owner: true, permissions: [] }
  const empty = (name: string) => startLocalCloud({ dataDir: at(name), empty: true, timers: false })
  const isInFile = () => fs.readFileSync(own, 'utf8').includes('"in":"settings"')
  const changes: [string, (cloud: Awaited<ReturnType<typeof empty>>) => Promise<unknown>][] = [
    [
      'rates',
      ({ db }) => db.change('settings', { _id: 'shop' }, { policyVersion: 2, 'commission.rates': [2000] }),
    ],
    ['freight', ({ db }) => db.change('settings', { _id: 'shop' }, { freightFen: 800 })],
    ['owner', ({ db }) => db.insert('staff', owner)],
  ]
  for (const [name, change] of changes) {
    const cloud = await empty(name)
    await change(cloud)
    await cloud.close()
    expect(await data(EXPORT, own, '--data', at(name))).toMatchObject({ code: 0 })
    expect([name, isInFile()]).toEqual([name, true])
    if (name === 'rates') {
      const refused = await data(IMPORT, file, '--data', at(name))
      expect(refused.output).toContain('nothing was written')
      await (await empty('moved')).close()
      expect(await data(IMPORT, own, '--data', at('moved'))).toMatchObject({ code: 0 })
      expect(await inShop('moved', ({ db }) => db.get('settings', 'shop'))).toMatchObject({
        policyVersion: 2,
      })
    }
    fs.rmSync(own)
  }
  const begun = await empty('messages')
  const messages = { 'messageTemplates.shipped': 't1', messageCard: true, openedAt: 1 }
  await begun.db.change('settings', { _id: 'shop' }, messages)
  await begun.close()
  expect(await data(EXPORT, own, '--data', at('messages'))).toMatchObject({ code: 0 })
  expect(isInFile()).toBe(false)
}, 120_000)

test('[DATA-12] a file that is not as it was written is refused before anything is', async () => {
  const [head = '', ...rest] = lines()
  const older = JSON.parse(head) as { collections: Record<string, number> }
  const withVersion = (version: number) =>
    JSON.stringify({ ...older, collections: { ...older.collections, orders: version } })
  const cases: [string, (all: string[]) => string[], string][] = [
    ['cut off', (all) => all.slice(0, -1), 'not whole'],
    ['a line less', (all) => all.toSpliced(40, 1), 'were written'],
    [
      'a price changed',
      (all) => all.map((one) => one.replace('"priceFen":12800', '"priceFen":1')),
      'was changed',
    ],
    ['a line twice', (all) => all.toSpliced(40, 0, all[40] ?? ''), 'stands twice'],
    ['half a line', (all) => all.with(40, (all[40] ?? '').slice(0, 30)), 'line 41 is no JSON'],
    [
      'another collection',
      (all) => all.toSpliced(1, 0, '{"in":"__proto__","is":{"_id":"a"}}'),
      'no collection',
    ],
    ['no shop', () => ['{}'], 'is no shop'],
    ['of a newer release', () => [withVersion(99), ...rest], 'nothing goes backwards'],
    ['of an older release', () => [withVersion(1), ...rest], 'of an older release'],
    ['something behind the end', (all) => [...all, '{}'], 'behind the end'],
  ]
  const files = cases.map(([what, change]) => changed(change, `${what}.jsonl`))
  const told = JSON.parse(await checked(older.collections, files)) as string[]
  expect(told).toEqual(cases.map(([, , why]) => expect.stringContaining(why)))
  const { code, output } = await data(IMPORT, at('a line less.jsonl'), '--data', at('empty'))
  expect({ code, output }).toEqual({ code: 1, output: expect.stringContaining('were written') })
  const { migrations: _, ...counts } = await countsOf('empty')
  expect(Object.values(counts).every((count) => count === 0)).toBe(true)
})
