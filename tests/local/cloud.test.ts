import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request as rawRequest } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startLocalCloud, StartError, type LocalCloud } from '../../local'
import { loose } from './loose'

const HOUR = 3600_000

let cloud: LocalCloud

beforeAll(async () => {
  cloud = await startLocalCloud()
})
afterAll(() => cloud.close())

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
  await expect(broken).rejects.toThrow(`${join(dataDir, 'database.db')} 读不出来`)
  rmSync(dataDir, { recursive: true, force: true })
})

test('a demo shop that was only half put in is put in anew, a whole one stays', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'banyan-data-'))
  // What a process leaves that was killed while it put the shop in, and what somebody keeps beside it.
  writeFileSync(join(dataDir, 'emulator.json'), '{"files":[]}')
  writeFileSync(join(dataDir, 'seeding.json'), '{}')
  writeFileSync(join(dataDir, 'chat.json'), '[{"half":')
  writeFileSync(join(dataDir, 'thesis.txt'), 'years of work')
  const first = await startLocalCloud({ dataDir, demo: true })
  expect(readFileSync(join(dataDir, 'thesis.txt'), 'utf8')).toBe('years of work')
  expect(await first.db.get('settings', 'shop')).toMatchObject({ name: '山野集' })
  await first.db.change('settings', { _id: 'shop' }, { slogan: '改过了' })
  await first.close()
  const second = await startLocalCloud({ dataDir, demo: true })
  expect(await second.db.get('settings', 'shop')).toMatchObject({ slogan: '改过了' })
  await second.close()
  rmSync(dataDir, { recursive: true, force: true })
})
