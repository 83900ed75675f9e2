import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import { rawDatabase, type RawDatabase } from '../../cloudfunctions/platform/database'
import { LOCAL_CREDENTIALS } from '../../emulator/src/cloudbase'
import { startLocalCloud, type LocalCloud } from '../../local'
import { startTencentCloud } from './tencent/proxy'

/** The migrations of a deployment, by its own script through the real SDK, over the database of the local cloud. */

const root = path.resolve(__dirname, '../..')
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'banyan-migrate-'))
let mall: LocalCloud
let tencent: Awaited<ReturnType<typeof startTencentCloud>>
let raw: RawDatabase

beforeAll(async () => {
  mall = await startLocalCloud({ migrations: [] })
  tencent = await startTencentCloud(folder, () => ({}), { database: `${mall.url}/admin` })
  const secrets = { ...LOCAL_CREDENTIALS, serviceUrl: `${mall.url}/admin` }
  raw = rawDatabase(cloudbase.init({ env: 'banyan-local', ...secrets }).database())
  for (const _id of ['a', 'b', 'c']) await raw.insert('carts', { _id, items: {}, lines: _id === 'c' ? 0 : 2 })
})
afterAll(async () => {
  await tencent.close()
  await mall.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

const SCRIPT = `
import cloudbase from '@cloudbase/node-sdk'
import { loadServer } from './scripts/lib/deploy/server.mjs'
import { deployWithMigrations, openMigrations } from './scripts/lib/migrations.mjs'
const migration = {
  id: '0001-size', collection: 'carts', version: 2, what: 'lines are a size', reads: ['lines'],
  change: ({ lines }) => (lines > 0 ? { set: { size: lines } } : null),
}
const proxy = process.env.HTTPS_PROXY
const sdk = cloudbase.init({ env: 'banyan-local', secretId: 'a', secretKey: 'b', proxy }).database()
const parts = {
  database: async () => console.log('the database is there'),
  functions: async () => console.log('the functions are there'),
}
try {
  const options = JSON.parse(process.argv[1])
  const migrations = openMigrations(await loadServer(), sdk, undefined, options.older ? [] : [migration])
  await deployWithMigrations(migrations, options, parts, console.log)
} catch (error) {
  console.log(error.message)
}
process.exit(0)
`

function deploy(options: { migrate?: boolean; dryRun?: boolean; older?: boolean }): Promise<string[]> {
  return new Promise((resolve) => {
    const child = spawn(
      process.execPath,
      ['--input-type=module', '-e', SCRIPT, '--', JSON.stringify(options)],
      {
        cwd: root,
        env: { PATH: process.env['PATH'] ?? '', ...tencent.env } as unknown as NodeJS.ProcessEnv,
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
    // Its streams may outlive it.
    child.on('close', () => resolve(output.trim().split('\n')))
  })
}

const carts = async () =>
  (await raw.find('carts', { where: {}, orderBy: [['_id', 'asc']], limit: 10 })).map(({ _id, v, size }) => [
    _id,
    v,
    size,
  ])
const untouched = [
  ['a', undefined, undefined],
  ['b', undefined, undefined],
  ['c', undefined, undefined],
]
const COUNTS = '0001-size (carts): 2 of 3 documents change. lines are a size'

test('[DATA-4] --dry-run counts, and changes and deploys nothing', async () => {
  expect(await deploy({ dryRun: true })).toEqual([COUNTS])
  expect(await carts()).toEqual(untouched)
  expect(await raw.find('migrations', { where: { _id: '0001-size' }, limit: 10 })).toEqual([])
})

test('[DATA-7] without --migrate nothing is deployed over documents of an older shape', async () => {
  expect(await deploy({})).toEqual([COUNTS, expect.stringContaining('npm run deploy -- --migrate')])
  expect(await carts()).toEqual(untouched)
})

test('[DATA-7] --migrate brings them over before the functions, and ends it afterwards', async () => {
  expect(await deploy({ migrate: true })).toEqual([
    COUNTS,
    'the database is there',
    '0001-size: brought 3 over',
    // Its unique indexes: a migration may have brought their fields.
    'the database is there',
    'the functions are there',
    '0001-size: done, 0 more brought over',
  ])
  expect(await carts()).toEqual([
    ['a', 2, 2],
    ['b', 2, 2],
    ['c', 2, undefined],
  ])
  expect(await deploy({})).toEqual([
    'migrations: none is pending',
    'the database is there',
    'the functions are there',
  ])
})

test('[DATA-10] a release that is older than the documents is not deployed', async () => {
  await deploy({ migrate: true })
  const refusal = expect.stringContaining('changed by a newer release (0001-size)')
  for (const more of [{}, { migrate: true }, { dryRun: true }])
    expect(await deploy({ older: true, ...more })).toEqual([refusal])
})
