import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request as rawRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import cloudbase from '@cloudbase/node-sdk'
import { startLocalCloud, StartError, type LocalCloud } from '../../local'
import { loose } from './loose'

const HOUR = 3600_000
// Keys of 2,048 bits are made for each cloud.
jest.setTimeout(30_000)

let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(() => cloud.close())

const sdk = () =>
  cloudbase.init({ env: 'banyan-local', secretId: 'a', secretKey: 'b', serviceUrl: `${cloud.url}/admin` })

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(cloud.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

test('the real SDK reads and writes through the server', async () => {
  expect(await loose(cloud.db).insert('members', { _id: 'o_1', nickname: '林知夏' })).toBe(true)
  expect(await loose(cloud.db).insert('members', { _id: 'o_1', nickname: '另一个' })).toBe(false)
  expect(await cloud.db.get('members', 'o_1')).toMatchObject({ nickname: '林知夏' })
})

test('storage: upload, address, download, copy and delete with the real SDK', async () => {
  const app = sdk()
  const content = Buffer.from('山野集的一张图')
  const { fileID } = await app.uploadFile({ cloudPath: 'posters/海报 1.png', fileContent: content })
  expect(fileID).toContain('posters/海报 1.png')
  expect((await app.downloadFile({ fileID })).fileContent).toEqual(content)

  const { fileList } = await app.getTempFileURL({
    fileList: [fileID, 'cloud://banyan-local.local-bucket/none'],
  })
  expect(fileList.map(({ code }: { code: string }) => code)).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST'])
  const address = encodeURI(fileList[0]?.tempFileURL ?? '')
  const answer = await fetch(address)
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png'])
  expect((await fetch(address.replace(/sign=./, 'sign=z'))).status).toBe(403)
  expect((await fetch(address.split('?')[0] ?? '')).status).toBe(403)
  cloud.clock.advance(25 * HOUR)
  expect((await fetch(address)).status).toBe(403)

  const copied = await app.copyFile({
    fileList: [{ srcPath: 'posters/海报 1.png', dstPath: 'old/海报 1.png' }],
  })
  expect(copied.fileList?.[0]).toMatchObject({ code: 'SUCCESS' })
  const removed = await app.deleteFile({ fileList: [fileID, fileID] })
  expect(removed.fileList.map(({ code }: { code: string }) => code).sort()).toEqual([
    'STORAGE_FILE_NONEXIST',
    'SUCCESS',
  ])
})

test('storage: paths cannot leave the folder, and an upload needs its signature', async () => {
  await expect(
    sdk().uploadFile({ cloudPath: '../secret', fileContent: Buffer.from('x') }),
  ).rejects.toBeDefined()
  const put = await fetch(`${cloud.url}/storage/files/a.txt?t=${cloud.clock.now() + HOUR}`, {
    method: 'PUT',
    body: 'x',
    headers: { authorization: '0'.repeat(64) },
  })
  expect(put.status).toBe(403)
  expect(await put.text()).toContain('SignatureDoesNotMatch')
})

test('only this machine’s own pages are answered', async () => {
  expect(
    (await post('/local/chat', { from: 'buyer', text: '你好' }, { origin: 'http://evil.example' })).status,
  ).toBe(403)
  expect(
    (await post('/local/chat', { from: 'buyer', text: '你好' }, { origin: 'http://localhost:3000' })).status,
  ).toBe(403)
  expect((await post('/local/chat', { from: 'buyer', text: '你好' }, { origin: cloud.url })).status).toBe(200)
  expect((await post('/local/chat', {}, { 'content-type': 'text/plain' })).status).toBe(415)
  const rebound = await new Promise<number>((resolve) => {
    rawRequest(`${cloud.url}/local/state`, { headers: { host: 'evil.example' } }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    }).end()
  })
  expect(rebound).toBe(403)
})

test('files outside the served folders stay out of reach', async () => {
  for (const path of [
    '/phone/buyer/..%2f..%2fpackage.json',
    '/pictures/..%2f..%2f..%2fpackage.json',
    '/stage/%00',
  ]) {
    expect((await fetch(cloud.url + path)).status).toBe(404)
  }
  expect((await fetch(`${cloud.url}/phone/BAD_NAME/`)).status).toBe(404)
  expect((await post('/phone/buyer/api/scheduler', {})).status).toBe(404)
  expect((await post('/functions/storefront', {})).status).toBe(404)
})

test('the chat keeps words and cards, and refuses empty ones', async () => {
  const card = {
    title: '武夷岩茶',
    desc: '',
    path: 'packages/goods/detail/index?scene=abc',
    picture: '/pictures/a.webp',
  }
  await post('/local/chat', { from: 'distributor', card })
  const { messages } = (await (await fetch(`${cloud.url}/local/chat`)).json()) as { messages: object[] }
  expect(messages.at(-1)).toMatchObject({ from: 'distributor', name: '阿拾', card })
  expect((await post('/local/chat', { from: 'buyer', text: '  ' })).status).toBe(400)
  expect((await post('/local/chat', { text: '谁' })).status).toBe(400)
})

test('the clock only moves forward', async () => {
  const before = cloud.clock.now()
  expect((await post('/local/clock/advance', { ms: HOUR })).status).toBe(200)
  expect(cloud.clock.now()).toBeGreaterThanOrEqual(before + HOUR)
  expect((await post('/local/clock/advance', { ms: -1 })).status).toBe(400)
})

test('data and clock outlive the process; a taken port and broken data get a sentence', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banyan-data-'))
  const first = await startLocalCloud({ dataDir })
  await loose(first.db).insert('members', { _id: 'o_2' })
  first.chat.say('buyer', '留下来')
  await first.advance(48 * HOUR)
  const key = first.wechatpay.merchant.privateKeyPem
  await expect(startLocalCloud({ port: first.port })).rejects.toThrow(`端口 ${first.port} 已被占用`)
  await first.close()

  const second = await startLocalCloud({ dataDir })
  expect(await second.db.get('members', 'o_2')).not.toBeNull()
  expect(second.chat.list().at(-1)).toMatchObject({ text: '留下来' })
  expect(second.clock.offsetMs()).toBe(48 * HOUR)
  expect(second.wechatpay.merchant.privateKeyPem).toBe(key)
  await second.close()

  writeFileSync(join(dataDir, 'database.db'), 'this is no database, but a letter of some length '.repeat(100))
  const broken = startLocalCloud({ dataDir })
  await expect(broken).rejects.toBeInstanceOf(StartError)
  await expect(broken).rejects.toThrow('npm run reset')
  rmSync(dataDir, { recursive: true, force: true })
})

test('a demo shop that was only half put in is put in anew, a whole one stays', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banyan-data-'))
  writeFileSync(join(dataDir, 'seeding.json'), '{}')
  writeFileSync(join(dataDir, 'chat.json'), '[{"half":')
  const first = await startLocalCloud({ dataDir, demo: true })
  expect(await first.db.get('settings', 'shop')).toMatchObject({ name: '山野集' })
  await first.db.change('settings', { _id: 'shop' }, { slogan: '改过了' })
  await first.close()
  const second = await startLocalCloud({ dataDir, demo: true })
  expect(await second.db.get('settings', 'shop')).toMatchObject({ slogan: '改过了' })
  await second.close()
  rmSync(dataDir, { recursive: true, force: true })
})
